-- What currencies cost, as it is published for everybody.
CREATE TABLE published_rate (
  source TEXT NOT NULL CHECK (source IN ('ecb', 'hmrc')),
  valid_on TEXT NOT NULL,                                             -- from that day on
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  rate INTEGER NOT NULL CHECK (rate > 0),                             -- so much of it for one euro (ecb) or pound (hmrc), at 10^-9
  PRIMARY KEY (source, valid_on, currency)
) STRICT, WITHOUT ROWID;

-- When each publisher was asked last, and what came of it.
CREATE TABLE rate_feed (
  source TEXT PRIMARY KEY CHECK (source IN ('ecb', 'hmrc')),
  asked_at INTEGER NOT NULL,
  answered_at INTEGER,                                                -- the last answer that could be used
  trouble TEXT CHECK (trouble IN ('unreachable', 'refused', 'unreadable'))
) STRICT, WITHOUT ROWID;

-- Whose rates a workspace follows; without a row nobody's.
CREATE TABLE rate_choice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL UNIQUE REFERENCES workspace (id),
  source TEXT CHECK (source IN ('ecb', 'hmrc')),
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id)
) STRICT;

-- Rates that a workspace sets itself.
CREATE TABLE rate_by_hand (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  base TEXT NOT NULL CHECK (length(base) = 3),                        -- one of it, the workspace's currency then
  currency TEXT NOT NULL CHECK (length(currency) = 3 AND currency <> base),
  rate INTEGER NOT NULL CHECK (rate > 0),                             -- costs so much of that, at 10^-9
  valid_on TEXT NOT NULL,                                             -- from that day on
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, base, currency, valid_on)
) STRICT;

-- The board shows what was won and lost of late.
CREATE INDEX deal_closed ON deal (workspace_id, stage_id, closed_at, id) WHERE live = 1 AND closed_at IS NOT NULL;
