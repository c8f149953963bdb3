-- Lists that come in: the file, what its rows say, what became of them, and how its columns were read before.

CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact')),
  status TEXT NOT NULL CHECK (status IN ('uploaded', 'mapped', 'analysed', 'ruled', 'ready', 'running', 'done', 'undoing', 'undone',
    'partly-undone', 'discarded', 'failed')),
  file_name TEXT NOT NULL,                                            -- as the person called it
  file_key TEXT NOT NULL DEFAULT '',                                  -- its name in the data folder; empty: it is gone
  file_size INTEGER NOT NULL,
  file_hash BLOB NOT NULL CHECK (length(file_hash) = 32),             -- SHA-256: the same file again warns
  reading TEXT NOT NULL CHECK (json_valid(reading)),                  -- encoding, delimiter, header, order of dates
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),                  -- a target for each column
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  planned TEXT NOT NULL CHECK (json_valid(planned)),                  -- counts of the dry run
  counted TEXT NOT NULL CHECK (json_valid(counted)),                  -- counts of the run
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
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX import_change_set ON import (workspace_id, change_set_id);
CREATE INDEX import_member ON import (workspace_id, member_id);
CREATE INDEX import_hash ON import (workspace_id, file_hash);

-- A row of the file as it was understood; goes when the undo ends.
CREATE TABLE import_row (
  workspace_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  number INTEGER NOT NULL,                                            -- as a spreadsheet counts
  said TEXT NOT NULL CHECK (json_valid(said)),
  flaws TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(flaws)),         -- what is wrong or was left out, by column
  fate TEXT NOT NULL DEFAULT 'staged',                                -- what will become of it, or became
  head INTEGER,                                                       -- the earlier row that it is merged into
  target_id INTEGER,                                                  -- the record that it meets or made
  met_by TEXT NOT NULL DEFAULT '',                                    -- by which key
  alike_id INTEGER,                                                   -- a record with a like name: a suggestion only
  PRIMARY KEY (workspace_id, import_id, number),
  FOREIGN KEY (workspace_id, import_id) REFERENCES import (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_row_fate ON import_row (workspace_id, import_id, fate, number);
CREATE INDEX import_row_head ON import_row (workspace_id, import_id, head) WHERE head IS NOT NULL;

-- How the columns of such a file were mapped last time.
CREATE TABLE import_mapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact')),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),         -- of the header
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  used_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind, fingerprint)
) STRICT;
