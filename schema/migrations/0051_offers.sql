-- Quotes as files, on their way by mail, and the only ways that they go; pro-formas.

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

-- A pro-forma: asks for money ahead of an invoice, as the draft of that stood on a day. It is no VAT invoice, and so stands
-- in no chain and takes no number of invoices.
CREATE TABLE proforma (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  invoice_id INTEGER,                                                 -- the draft, which becomes the invoice; none: thrown away
  customer_id INTEGER NOT NULL,
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 30),
  issued_on TEXT NOT NULL,
  document TEXT NOT NULL,                                             -- billing::documents, as JSON
  hash BLOB NOT NULL CHECK (length(hash) = 32),                       -- of that
  is_withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (is_withdrawn IN (0, 1)),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, number),
  CHECK (invoice_id IS NOT NULL OR is_withdrawn),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES subject (workspace_id, id)
) STRICT;
CREATE INDEX proforma_invoice ON proforma (workspace_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX proforma_customer ON proforma (workspace_id, customer_id);
CREATE UNIQUE INDEX proforma_live ON proforma (workspace_id, invoice_id) WHERE NOT is_withdrawn;
CREATE TRIGGER proforma_stays BEFORE UPDATE ON proforma
WHEN json_array(NEW.id, NEW.workspace_id, NEW.customer_id, NEW.number, NEW.issued_on, NEW.document, hex(NEW.hash),
                NEW.created_at, NEW.created_by)
  <> json_array(OLD.id, OLD.workspace_id, OLD.customer_id, OLD.number, OLD.issued_on, OLD.document, hex(OLD.hash),
                OLD.created_at, OLD.created_by)
  OR OLD.is_withdrawn AND NOT NEW.is_withdrawn
  OR NEW.invoice_id IS NOT NULL AND NEW.invoice_id IS NOT OLD.invoice_id
BEGIN
  SELECT RAISE(ABORT, 'a pro-forma never changes');
END;
CREATE TRIGGER proforma_remains BEFORE DELETE ON proforma
BEGIN
  SELECT RAISE(ABORT, 'a pro-forma is never deleted');
END;
CREATE TRIGGER proforma_comes BEFORE INSERT ON proforma
WHEN NOT EXISTS (SELECT 1 FROM invoice
                 WHERE workspace_id = NEW.workspace_id AND id = NEW.invoice_id AND state = 'draft' AND kind = 'invoice')
BEGIN
  SELECT RAISE(ABORT, 'a pro-forma is made of the draft of an invoice');
END;
CREATE TRIGGER proforma_ends BEFORE UPDATE OF is_withdrawn ON proforma
WHEN NEW.is_withdrawn AND NOT OLD.is_withdrawn
  AND EXISTS (SELECT 1 FROM invoice
              WHERE workspace_id = OLD.workspace_id AND id = OLD.invoice_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'a pro-forma that became an invoice stays');
END;
CREATE TRIGGER proforma_goes BEFORE DELETE ON invoice WHEN OLD.state = 'draft'
BEGIN
  UPDATE proforma
  SET invoice_id = NULL, is_withdrawn = 1
  WHERE workspace_id = OLD.workspace_id AND invoice_id = OLD.id;
END;
