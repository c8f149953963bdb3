-- Leads, deals, tasks and notes come in too, several files as one set, and other systems' names are kept for them.

-- Files that were brought together: written one after another, taken back in one go.
CREATE TABLE import_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  status TEXT NOT NULL CHECK (status IN ('open', 'running', 'done', 'undoing', 'undone', 'partly-undone', 'discarded')),
  kept INTEGER NOT NULL DEFAULT 0,                                    -- records that the undo left: changed since
  step_at_row INTEGER NOT NULL DEFAULT 0,                             -- the change row that the undo took back last
  change_set_id INTEGER,
  member_id INTEGER,                                                  -- who; NULL: the command line
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  undo_until INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX import_set_change_set ON import_set (workspace_id, change_set_id);
CREATE INDEX import_set_member ON import_set (workspace_id, member_id);

-- The same table with more kinds; its references stay, since a step runs without them and is checked at its end.
CREATE TABLE import_wider (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact', 'lead', 'deal', 'task', 'note')),
  set_id INTEGER,                                                     -- the set that it came in; NULL: a file of its own
  status TEXT NOT NULL CHECK (status IN ('uploaded', 'mapped', 'analysed', 'ruled', 'ready', 'running', 'done', 'undoing', 'undone',
    'partly-undone', 'discarded', 'failed')),
  file_name TEXT NOT NULL,                                            -- as the person called it
  file_key TEXT NOT NULL DEFAULT '',                                  -- its name in the data folder; empty: it is gone
  file_size INTEGER NOT NULL,
  file_hash BLOB NOT NULL CHECK (length(file_hash) = 32),             -- SHA-256: the same file again warns
  leaves TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(leaves)),       -- the tables that a workbook or cards were unfolded into
  reading TEXT NOT NULL CHECK (json_valid(reading)),                  -- encoding, delimiter, header, order of dates
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),                  -- a target for each column
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  planned TEXT NOT NULL CHECK (json_valid(planned)),                  -- counts of the dry run
  counted TEXT NOT NULL CHECK (json_valid(counted)),                  -- counts of the run
  stages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(stages)),       -- the stages that its deals name
  made TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(made)),           -- pipelines, stages and reasons that came with it
  row_count INTEGER NOT NULL DEFAULT 0,
  step_at_row INTEGER NOT NULL DEFAULT 0,                             -- how far the present step came
  problem TEXT NOT NULL DEFAULT '',                                   -- the key of what ended it, if it failed
  kept INTEGER NOT NULL DEFAULT 0,                                    -- records that the undo left: changed since
  change_set_id INTEGER,
  member_id INTEGER,                                                  -- who; NULL: the command line
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER,
  undo_until INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, set_id) REFERENCES import_set (workspace_id, id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;
INSERT INTO import_wider
  (id, workspace_id, kind, status, file_name, file_key, file_size, file_hash, leaves, reading, mapping, rules, planned,
   counted, row_count, step_at_row, problem, kept, change_set_id, member_id, version, created_at, updated_at,
   finished_at, undo_until)
SELECT id, workspace_id, kind, status, file_name, file_key, file_size, file_hash, leaves, reading, mapping, rules,
       planned, counted, row_count, step_at_row, problem, kept, change_set_id, member_id, version, created_at,
       updated_at, finished_at, undo_until
FROM import;
DROP TABLE import;
ALTER TABLE import_wider RENAME TO import;
CREATE INDEX import_set_files ON import (workspace_id, set_id);
CREATE INDEX import_change_set ON import (workspace_id, change_set_id);
CREATE INDEX import_member ON import (workspace_id, member_id);
CREATE INDEX import_hash ON import (workspace_id, file_hash);

CREATE TABLE import_mapping_wider (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact', 'lead', 'deal', 'task', 'note')),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),         -- of the header
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  used_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind, fingerprint)
) STRICT;
INSERT INTO import_mapping_wider (id, workspace_id, kind, fingerprint, mapping, used_at)
SELECT id, workspace_id, kind, fingerprint, mapping, used_at
FROM import_mapping;
DROP TABLE import_mapping;
ALTER TABLE import_mapping_wider RENAME TO import_mapping;

-- The name that an import brought stands in contacts and companies themselves; of the others it stands here.
CREATE TABLE external_id_wider (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact', 'lead', 'deal', 'task', 'note')), -- of the subject
  system TEXT NOT NULL CHECK (length(system) BETWEEN 1 AND 40),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),          -- what the system calls it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind, system, name),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  CHECK (system <> 'import' OR kind NOT IN ('company', 'contact'))
) STRICT;
INSERT INTO external_id_wider (id, workspace_id, subject_id, kind, system, name)
SELECT id, workspace_id, subject_id, kind, system, name
FROM external_id;
DROP TABLE external_id;
ALTER TABLE external_id_wider RENAME TO external_id;
CREATE INDEX external_id_subject ON external_id (workspace_id, subject_id, system);
