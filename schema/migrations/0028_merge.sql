-- Records that became a part of another, what moved with them, and pairs of records that may be one.

-- The record is out of use from then on, and its address leads to the other. Taken apart again, the row goes.
CREATE TABLE merge (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,                                        -- what went
  into_id INTEGER NOT NULL,                                           -- what it went into
  change_set_id INTEGER NOT NULL,                                     -- takes them apart again
  merged_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, into_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  CHECK (subject_id <> into_id)
) STRICT;
CREATE INDEX merge_into ON merge (workspace_id, into_id);
CREATE INDEX merge_set ON merge (workspace_id, change_set_id);

-- Rows without a version of their own that moved; those with one stand in change_row.
CREATE TABLE merge_move (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  change_set_id INTEGER NOT NULL,
  place TEXT NOT NULL,                                                -- the table
  row_id INTEGER NOT NULL,                                            -- its row
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, change_set_id, place, row_id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id)
) STRICT;

-- Two records that may be one, and what people said about them.
CREATE TABLE duplicate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact')),          -- of both
  one_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('email', 'vat', 'phone', 'domain', 'name')),
  doubt INTEGER NOT NULL,                                             -- grows with the doubt: the order of the list
  found_at INTEGER NOT NULL,
  refused_at INTEGER,                                                 -- somebody said that they are two
  refused_by INTEGER,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, one_id, other_id),
  FOREIGN KEY (workspace_id, one_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, other_id) REFERENCES subject (workspace_id, id),
  CHECK (one_id < other_id)
) STRICT;
CREATE INDEX duplicate_other ON duplicate (workspace_id, other_id);
CREATE INDEX duplicate_open ON duplicate (workspace_id, kind, doubt, id) WHERE refused_at IS NULL;
CREATE INDEX duplicate_refused ON duplicate (workspace_id, kind, refused_at, id) WHERE refused_at IS NOT NULL;

-- How far the search for duplicates has come: it looks at each record once after each change.
CREATE TABLE duplicate_walk (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact')),
  changed_at INTEGER NOT NULL,                                        -- of the last record looked at
  last_id INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind)
) STRICT;
