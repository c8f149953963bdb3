-- The files of issued papers, and by which mails they went out.

ALTER TABLE blob ADD COLUMN is_kept INTEGER NOT NULL DEFAULT 0 CHECK (is_kept IN (0, 1));  -- of a paper: never taken away

-- A file of an issued paper, made once.
CREATE TABLE invoice_document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  invoice_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('pdf', 'ubl', 'cii')),
  hash BLOB NOT NULL CHECK (length(hash) = 32),                       -- SHA-256
  size INTEGER NOT NULL CHECK (size > 0),                             -- bytes
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, invoice_id, kind),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id),
  FOREIGN KEY (workspace_id, hash) REFERENCES blob (workspace_id, hash)
) STRICT;
CREATE INDEX invoice_document_blob ON invoice_document (workspace_id, hash);
CREATE TRIGGER invoice_document_stays BEFORE UPDATE ON invoice_document
BEGIN
  SELECT RAISE(ABORT, 'a file of an issued paper never changes');
END;
CREATE TRIGGER invoice_document_remains BEFORE DELETE ON invoice_document
BEGIN
  SELECT RAISE(ABORT, 'a file of an issued paper is never deleted');
END;

-- A mail by which an issued paper went out.
CREATE TABLE invoice_mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  invoice_id INTEGER NOT NULL,
  mail_id INTEGER NOT NULL,                                           -- which is gone once its customer is forgotten
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, mail_id),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id)
) STRICT;
CREATE INDEX invoice_mail_invoice ON invoice_mail (workspace_id, invoice_id);
