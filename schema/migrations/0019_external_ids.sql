-- What other systems call a record, so that their programs find it again. The name that an import brought stands in the
-- record itself.

CREATE TABLE external_id (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact')),          -- of the subject
  system TEXT NOT NULL CHECK (length(system) BETWEEN 1 AND 40 AND system <> 'import'),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),          -- what the system calls it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind, system, name),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id)
) STRICT;
CREATE INDEX external_id_subject ON external_id (workspace_id, subject_id, system);
