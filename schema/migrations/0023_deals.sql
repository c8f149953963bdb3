-- Deals: the pipelines that they pass, why they are lost, who is on them, and in which stage they stood how long.

CREATE TABLE pipeline (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: put away, takes no deal any more
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

-- Each pipeline begins with a stage of the kind 'open' and ends in exactly one 'won' and one 'lost'.
CREATE TABLE stage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  pipeline_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  kind TEXT NOT NULL CHECK (kind IN ('open', 'ongoing', 'won', 'lost')),
  probability INTEGER NOT NULL CHECK (probability BETWEEN 0 AND 100), -- whole percent: nobody guesses finer
  rot_days INTEGER CHECK (rot_days BETWEEN 1 AND 365),                -- NULL: deals may rest here
  needs TEXT NOT NULL DEFAULT '',                                     -- what a deal must have to come here, words apart by blanks
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: put away; the history still names it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, pipeline_id, id),
  FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline (workspace_id, id),
  CHECK ((kind = 'won') <= (probability = 100 AND live = 1)),
  CHECK ((kind = 'lost') <= (probability = 0 AND live = 1)),
  CHECK (kind IN ('open', 'ongoing') OR rot_days IS NULL)
) STRICT;
CREATE UNIQUE INDEX stage_end ON stage (workspace_id, pipeline_id, kind) WHERE kind IN ('won', 'lost');

CREATE TRIGGER stage_kind BEFORE UPDATE OF kind ON stage
WHEN OLD.kind <> NEW.kind AND (OLD.kind IN ('won', 'lost') OR NEW.kind IN ('won', 'lost'))
BEGIN
  SELECT RAISE(ABORT, 'a stage that ends deals stays one, and no other becomes one');
END;

CREATE TABLE lost_reason (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: not offered any more
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

CREATE TABLE deal (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  pipeline_id INTEGER NOT NULL,
  stage_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'won', 'lost')),       -- as its stage's kind says
  held_until TEXT,                                                    -- an open deal that rests before this day
  amount INTEGER CHECK (amount BETWEEN 0 AND 10000000000000),         -- minor units; NULL: not known yet
  currency TEXT CHECK (length(currency) = 3),                         -- ISO 4217
  probability INTEGER CHECK (probability BETWEEN 0 AND 100),          -- set by hand; NULL: the stage's
  close_on TEXT,                                                      -- when it should be won
  close_sort TEXT NOT NULL,                                           -- the same, or the end of time
  company_id INTEGER,
  owner_id INTEGER,
  source TEXT NOT NULL DEFAULT '',
  lost_reason_id INTEGER,
  lost_note TEXT NOT NULL DEFAULT '' CHECK (length(lost_note) <= 500),
  closed_at INTEGER,
  entered_at INTEGER NOT NULL,                                        -- since when it stands in its stage
  fresh_at INTEGER NOT NULL,                                          -- from here the stage's rot days count
  stays INTEGER NOT NULL DEFAULT 1 CHECK (stays > 0),                 -- the number of its stay there, from 1
  board_rank INTEGER NOT NULL DEFAULT 0,                              -- its place among others of the stage, rising
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: in the trash
  trashed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage (workspace_id, pipeline_id, id),
  FOREIGN KEY (workspace_id, company_id) REFERENCES company (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES member (workspace_id, id),
  FOREIGN KEY (workspace_id, lost_reason_id) REFERENCES lost_reason (workspace_id, id),
  CHECK ((amount IS NULL) = (currency IS NULL)),
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK ((state = 'lost') = (lost_reason_id IS NOT NULL)),
  CHECK (state = 'lost' OR lost_note = ''),
  CHECK (state = 'open' OR held_until IS NULL),
  CHECK ((live = 0) = (trashed_at IS NOT NULL))
) STRICT;
CREATE INDEX deal_by_close ON deal (workspace_id, live, close_sort, id);
CREATE INDEX deal_by_name ON deal (workspace_id, live, name_sort, id);
CREATE INDEX deal_by_change ON deal (workspace_id, live, updated_at, id);
CREATE INDEX deal_by_age ON deal (workspace_id, live, created_at, id);
CREATE INDEX deal_board ON deal (workspace_id, pipeline_id, stage_id, live, board_rank, id);
CREATE INDEX deal_owner ON deal (workspace_id, owner_id, live, close_sort, id);
CREATE INDEX deal_company ON deal (workspace_id, company_id, live, close_sort, id);
CREATE INDEX deal_lost ON deal (workspace_id, lost_reason_id, closed_at) WHERE lost_reason_id IS NOT NULL;
CREATE INDEX deal_trash ON deal (workspace_id, trashed_at, id) WHERE live = 0;

-- What the state machine refuses, refused once more: whoever writes past it. Each legal act may be undone, so its way
-- back is legal too.
CREATE TRIGGER deal_begins BEFORE INSERT ON deal
WHEN NEW.state <> 'open'
  OR 'open' IS NOT (SELECT kind FROM stage WHERE workspace_id = NEW.workspace_id AND id = NEW.stage_id)
BEGIN
  SELECT RAISE(ABORT, 'a deal begins open, in a stage where deals begin');
END;

CREATE TRIGGER deal_moves BEFORE UPDATE OF pipeline_id, stage_id, state ON deal
WHEN OLD.pipeline_id <> NEW.pipeline_id
  OR (OLD.stage_id <> NEW.stage_id OR OLD.state <> NEW.state)
    AND (
      OLD.live = 0
      OR OLD.state <> 'open' AND NEW.state <> 'open'
      OR NOT EXISTS (
        SELECT 1
        FROM stage
        WHERE stage.workspace_id = NEW.workspace_id
          AND stage.id = NEW.stage_id
          AND CASE stage.kind WHEN 'won' THEN 'won' WHEN 'lost' THEN 'lost' ELSE 'open' END = NEW.state
      )
    )
BEGIN
  SELECT RAISE(ABORT, 'a deal does not move so');
END;

CREATE TRIGGER deal_rests BEFORE UPDATE OF held_until ON deal
WHEN NEW.held_until IS NOT OLD.held_until AND OLD.live = 0
BEGIN
  SELECT RAISE(ABORT, 'a deal in the trash is not held');
END;

-- Who is on a deal, the first one above all.
CREATE TABLE deal_person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  deal_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('decides', 'champions', 'advises', 'uses', 'pays', 'other')),
  position INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, deal_id, contact_id),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id)
) STRICT;
CREATE INDEX deal_person_contact ON deal_person (workspace_id, contact_id, deal_id);

-- In which stage a deal stood from when to when.
CREATE TABLE deal_stay (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  deal_id INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),                         -- from 1
  stage_id INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  entered_by INTEGER,                                                 -- who moved it there
  left_at INTEGER CHECK (left_at >= entered_at),                      -- NULL: it stands there
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, deal_id, number),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id),
  FOREIGN KEY (workspace_id, stage_id) REFERENCES stage (workspace_id, id)
) STRICT;
CREATE INDEX deal_stay_stage ON deal_stay (workspace_id, stage_id, entered_at);

-- What a workspace begins with, in its language. A trigger writes it, as no way to make a workspace can forget it then.
CREATE VIEW first_stage (language, position, name, kind, probability, rot_days) AS
VALUES
  ('en', 1, 'New', 'open', 10, 7),
  ('en', 2, 'Qualified', 'ongoing', 25, 14),
  ('en', 3, 'Proposal sent', 'ongoing', 50, 14),
  ('en', 4, 'Negotiation', 'ongoing', 75, 14),
  ('en', 5, 'Won', 'won', 100, NULL),
  ('en', 6, 'Lost', 'lost', 0, NULL),
  ('bg', 1, 'Нова', 'open', 10, 7),
  ('bg', 2, 'Проучена', 'ongoing', 25, 14),
  ('bg', 3, 'С изпратена оферта', 'ongoing', 50, 14),
  ('bg', 4, 'В преговори', 'ongoing', 75, 14),
  ('bg', 5, 'Спечелена', 'won', 100, NULL),
  ('bg', 6, 'Загубена', 'lost', 0, NULL);

CREATE VIEW first_lost_reason (language, position, name, name_key) AS
VALUES
  ('en', 1, 'Too expensive', 'too ekspensive'),
  ('en', 2, 'Chose somebody else', 'chose somebodi else'),
  ('en', 3, 'Not now', 'not now'),
  ('en', 4, 'No budget', 'no budget'),
  ('en', 5, 'No answer', 'no answer'),
  ('bg', 1, 'Твърде скъпо', 'tvarde skapo'),
  ('bg', 2, 'Избраха друг', 'izbraha drug'),
  ('bg', 3, 'Не сега', 'ne sega'),
  ('bg', 4, 'Няма бюджет', 'niama biudzhet'),
  ('bg', 5, 'Няма отговор', 'niama otgovor');

CREATE TRIGGER workspace_begins AFTER INSERT ON workspace
BEGIN
  INSERT INTO pipeline (workspace_id, name, name_key, position)
  VALUES (
    NEW.id,
    CASE NEW.language WHEN 'bg' THEN 'Продажби' ELSE 'Sales' END,
    CASE NEW.language WHEN 'bg' THEN 'prodazhbi' ELSE 'sales' END,
    1
  );
  INSERT INTO stage (workspace_id, pipeline_id, name, kind, probability, rot_days, position)
  SELECT pipeline.workspace_id, pipeline.id, first_stage.name, first_stage.kind, first_stage.probability,
         first_stage.rot_days, first_stage.position
  FROM pipeline
  JOIN first_stage ON first_stage.language = CASE NEW.language WHEN 'bg' THEN 'bg' ELSE 'en' END
  WHERE pipeline.workspace_id = NEW.id
  ORDER BY first_stage.position;
  INSERT INTO lost_reason (workspace_id, name, name_key, position)
  SELECT NEW.id, name, name_key, position
  FROM first_lost_reason
  WHERE language = CASE NEW.language WHEN 'bg' THEN 'bg' ELSE 'en' END
  ORDER BY position;
END;

-- And what those that are here already begin with.
INSERT INTO pipeline (workspace_id, name, name_key, position)
SELECT id,
       CASE language WHEN 'bg' THEN 'Продажби' ELSE 'Sales' END,
       CASE language WHEN 'bg' THEN 'prodazhbi' ELSE 'sales' END,
       1
FROM workspace;
INSERT INTO stage (workspace_id, pipeline_id, name, kind, probability, rot_days, position)
SELECT pipeline.workspace_id, pipeline.id, first_stage.name, first_stage.kind, first_stage.probability,
       first_stage.rot_days, first_stage.position
FROM workspace
JOIN pipeline ON pipeline.workspace_id = workspace.id
JOIN first_stage ON first_stage.language = CASE workspace.language WHEN 'bg' THEN 'bg' ELSE 'en' END
ORDER BY pipeline.id, first_stage.position;
INSERT INTO lost_reason (workspace_id, name, name_key, position)
SELECT workspace.id, first_lost_reason.name, first_lost_reason.name_key, first_lost_reason.position
FROM workspace
JOIN first_lost_reason
  ON first_lost_reason.language = CASE workspace.language WHEN 'bg' THEN 'bg' ELSE 'en' END
ORDER BY workspace.id, first_lost_reason.position;
