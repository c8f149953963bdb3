-- Bytes in the data folder, once for each workspace: files/<workspace>/<aa>/<sha256>.
CREATE TABLE blob (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  hash BLOB NOT NULL CHECK (length(hash) = 32),                       -- SHA-256
  size INTEGER NOT NULL CHECK (size > 0),                             -- bytes
  freed_at INTEGER,                                                   -- since when no file has it; NULL: one does
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, hash)
) STRICT;
CREATE INDEX blob_use ON blob (workspace_id, freed_at, size);

-- What somebody put with a record: a document, a picture, a letter.
CREATE TABLE file (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  about_id INTEGER NOT NULL,                                          -- the subject that it is kept with
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),          -- with the ending of its kind
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 2 AND 4),            -- that ending
  blob_id INTEGER NOT NULL,
  thumbnail_id INTEGER,                                               -- a small picture of it, drawn by Kantora
  state TEXT NOT NULL CHECK (state IN ('ready', 'waiting', 'quarantined')),
  finding TEXT NOT NULL DEFAULT '' CHECK (length(finding) <= 200),    -- what the scanner calls what it found
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: removed, can be undone
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, blob_id) REFERENCES blob (workspace_id, id),
  FOREIGN KEY (workspace_id, thumbnail_id) REFERENCES blob (workspace_id, id),
  CHECK ((state = 'quarantined') = (finding <> ''))
) STRICT;
CREATE INDEX file_about ON file (workspace_id, about_id, live, id);
CREATE INDEX file_blob ON file (workspace_id, blob_id);
CREATE INDEX file_thumbnail ON file (workspace_id, thumbnail_id);
CREATE INDEX file_waiting ON file (workspace_id, state, id) WHERE state = 'waiting';
CREATE INDEX file_removed ON file (workspace_id, updated_at) WHERE live = 0;
