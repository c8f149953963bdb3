-- Packs for accountants: all papers, payments and figures of some days in one file.

CREATE TABLE pack (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,                                                -- within, too
  state TEXT NOT NULL CHECK (state IN ('making', 'made', 'failed')),
  papers INTEGER NOT NULL DEFAULT 0 CHECK (papers >= 0),              -- so many are to be put in
  done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),                  -- so many are in
  blob_id INTEGER,                                                    -- the file, once it is made
  created_at INTEGER NOT NULL,                                        -- what was issued and paid until then is in
  created_by INTEGER,
  CHECK (from_on <= to_on),
  CHECK ((state = 'made') = (blob_id IS NOT NULL)),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, blob_id) REFERENCES blob (workspace_id, id)
) STRICT;
CREATE INDEX pack_by_age ON pack (workspace_id, created_at);
CREATE INDEX pack_blob ON pack (workspace_id, blob_id) WHERE blob_id IS NOT NULL;
