-- Quotes that others begin like, under a name of their own.
CREATE TABLE quote_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  quote_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, quote_id),
  UNIQUE (workspace_id, name_key),
  FOREIGN KEY (workspace_id, quote_id) REFERENCES quote (workspace_id, id)
) STRICT;
