-- Money that came in or was paid back, and what for.

-- A payment as somebody wrote it down. It is never changed; what was wrong is undone and written anew.
CREATE TABLE payment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  customer_id INTEGER NOT NULL,                                       -- a company's or contact's subject
  kind TEXT NOT NULL CHECK (kind IN ('bank', 'cash', 'other')),
  received_on TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount <> 0),                        -- minor units; below zero: paid back
  reference TEXT NOT NULL CHECK (length(reference) <= 100),
  note TEXT NOT NULL CHECK (length(note) <= 500),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  undone_at INTEGER,
  undone_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES subject (workspace_id, id)
) STRICT;
CREATE INDEX payment_customer ON payment (workspace_id, customer_id, received_on, id);
CREATE INDEX payment_day ON payment (workspace_id, received_on, id);

-- What of a payment is for which paper.
CREATE TABLE payment_part (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  payment_id INTEGER NOT NULL,
  invoice_id INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, payment_id, invoice_id),
  FOREIGN KEY (workspace_id, payment_id) REFERENCES payment (workspace_id, id),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id)
) STRICT;
CREATE INDEX payment_part_invoice ON payment_part (workspace_id, invoice_id);

CREATE TRIGGER payment_stays BEFORE UPDATE ON payment
WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL
  OR json_array(NEW.id, NEW.workspace_id, NEW.customer_id, NEW.kind, NEW.received_on, NEW.currency, NEW.amount,
                NEW.reference, NEW.note, NEW.created_at, NEW.created_by)
  <> json_array(OLD.id, OLD.workspace_id, OLD.customer_id, OLD.kind, OLD.received_on, OLD.currency, OLD.amount,
                OLD.reference, OLD.note, OLD.created_at, OLD.created_by)
BEGIN
  SELECT RAISE(ABORT, 'a payment is undone, never changed');
END;
CREATE TRIGGER payment_remains BEFORE DELETE ON payment
BEGIN
  SELECT RAISE(ABORT, 'a payment is undone, never deleted');
END;
CREATE TRIGGER payment_part_stays BEFORE UPDATE ON payment_part
BEGIN
  SELECT RAISE(ABORT, 'a payment is undone, never changed');
END;
CREATE TRIGGER payment_part_remains BEFORE DELETE ON payment_part
BEGIN
  SELECT RAISE(ABORT, 'a payment is undone, never deleted');
END;
