-- Return periods of VAT, and those that are closed.

-- How long a period is, and when it ends.
CREATE TABLE vat_cadence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL UNIQUE REFERENCES workspace (id),
  cadence TEXT NOT NULL CHECK (cadence IN ('month', 'quarter-mar', 'quarter-apr', 'quarter-may')),
  UNIQUE (workspace_id, id)
) STRICT;

-- A return that was made: what stood in it then.
CREATE TABLE vat_return (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),                -- billing::returns
  hash BLOB NOT NULL CHECK (length(hash) = 32),                       -- SHA-256 of that
  closed_at INTEGER NOT NULL,
  closed_by INTEGER,
  reopened_at INTEGER,
  reopened_by INTEGER,
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 300),      -- why it was opened again
  UNIQUE (workspace_id, id),
  CHECK (from_day <= until_day),
  CHECK (reopened_at IS NOT NULL OR reopened_by IS NULL AND reason = '')
) STRICT;
CREATE UNIQUE INDEX vat_return_closed ON vat_return (workspace_id, until_day) WHERE reopened_at IS NULL;
CREATE TRIGGER vat_return_stays BEFORE UPDATE ON vat_return
WHEN json_array(NEW.id, NEW.workspace_id, NEW.from_day, NEW.until_day, NEW.snapshot, hex(NEW.hash), NEW.closed_at,
                NEW.closed_by)
  <> json_array(OLD.id, OLD.workspace_id, OLD.from_day, OLD.until_day, OLD.snapshot, hex(OLD.hash), OLD.closed_at,
                OLD.closed_by)
  OR OLD.reopened_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a return that was made never changes');
END;
CREATE TRIGGER vat_return_remains BEFORE DELETE ON vat_return
BEGIN
  SELECT RAISE(ABORT, 'a return that was made is never deleted');
END;

-- The last day of what is closed, for whoever writes past the product.
CREATE TRIGGER invoice_period_open BEFORE UPDATE OF state ON invoice
WHEN OLD.state = 'draft' AND NEW.state = 'issued'
  AND EXISTS (SELECT 1 FROM vat_return
              WHERE workspace_id = NEW.workspace_id AND reopened_at IS NULL AND until_day >= NEW.taxed_on)
BEGIN
  SELECT RAISE(ABORT, 'the VAT period of this day is closed');
END;

-- What bears tax in a period.
CREATE INDEX invoice_taxed ON invoice (workspace_id, taxed_on, id) WHERE taxed_on IS NOT NULL;

-- Under cash accounting a payment bears the tax, so none is added to or taken out of what is closed.
CREATE TRIGGER payment_part_period_open BEFORE INSERT ON payment_part
WHEN EXISTS (SELECT 1 FROM payment
             JOIN vat_return ON vat_return.workspace_id = NEW.workspace_id AND vat_return.reopened_at IS NULL
               AND vat_return.until_day >= payment.received_on
             WHERE payment.workspace_id = NEW.workspace_id AND payment.id = NEW.payment_id)
  AND (SELECT vat_scheme.kind FROM invoice
       JOIN vat_scheme ON vat_scheme.workspace_id = NEW.workspace_id AND vat_scheme.valid_on <= invoice.taxed_on
       WHERE invoice.workspace_id = NEW.workspace_id AND invoice.id = NEW.invoice_id
       ORDER BY vat_scheme.valid_on DESC LIMIT 1) = 'cash'
BEGIN
  SELECT RAISE(ABORT, 'the VAT period of this payment is closed');
END;
CREATE TRIGGER payment_period_open BEFORE UPDATE OF undone_at ON payment
WHEN EXISTS (SELECT 1 FROM vat_return
             WHERE workspace_id = NEW.workspace_id AND reopened_at IS NULL AND until_day >= NEW.received_on)
  AND EXISTS (SELECT 1 FROM payment_part
              WHERE payment_part.workspace_id = NEW.workspace_id AND payment_part.payment_id = NEW.id
                AND (SELECT vat_scheme.kind FROM invoice
                     JOIN vat_scheme ON vat_scheme.workspace_id = NEW.workspace_id
                       AND vat_scheme.valid_on <= invoice.taxed_on
                     WHERE invoice.workspace_id = NEW.workspace_id AND invoice.id = payment_part.invoice_id
                     ORDER BY vat_scheme.valid_on DESC LIMIT 1) = 'cash')
BEGIN
  SELECT RAISE(ABORT, 'the VAT period of this payment is closed');
END;
