-- Quotes as files, on their way by mail, and the only ways that they go.

-- The file of a version that was sent: made once, and kept.
CREATE TABLE quote_document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),                       -- SHA-256
  size INTEGER NOT NULL CHECK (size > 0),                             -- bytes
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, version_id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES quote_version (workspace_id, id),
  FOREIGN KEY (workspace_id, hash) REFERENCES blob (workspace_id, hash)
) STRICT;
CREATE INDEX quote_document_blob ON quote_document (workspace_id, hash);
CREATE TRIGGER quote_document_stays BEFORE UPDATE ON quote_document
BEGIN
  SELECT RAISE(ABORT, 'the file of what was offered never changes');
END;
CREATE TRIGGER quote_document_remains BEFORE DELETE ON quote_document
BEGIN
  SELECT RAISE(ABORT, 'the file of what was offered is never deleted');
END;

-- A mail by which a version went out.
CREATE TABLE quote_mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  mail_id INTEGER NOT NULL,                                           -- which is gone once its customer is forgotten
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, mail_id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES quote_version (workspace_id, id)
) STRICT;
CREATE INDEX quote_mail_version ON quote_mail (workspace_id, version_id);

-- The machine of quotes, for whoever writes past it.
CREATE TRIGGER quote_version_begins BEFORE INSERT ON quote_version WHEN NEW.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'a quote begins as a draft');
END;
CREATE TRIGGER quote_version_goes BEFORE UPDATE OF state ON quote_version
WHEN NEW.state <> OLD.state
  AND OLD.state || ' ' || NEW.state NOT IN (
    'draft sent', 'draft withdrawn', 'sent accepted', 'sent declined', 'sent expired', 'sent withdrawn', 'sent superseded',
    'expired accepted', 'expired superseded')
BEGIN
  SELECT RAISE(ABORT, 'a quote does not go that way');
END;
