-- Papers that ask for money.

-- The sequences of numbers: the next one is taken within the transaction that issues, so that none is left out.
CREATE TABLE number_series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  series TEXT NOT NULL CHECK (length(series) BETWEEN 1 AND 20),
  prefix TEXT NOT NULL CHECK (length(prefix) <= 10),
  next INTEGER NOT NULL CHECK (next >= 1),
  last_on TEXT NOT NULL,                                              -- the day of the last paper: none is issued before it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, series)
) STRICT;

-- A paper. As a draft everything of it can be changed; once it is issued nothing, but that it may be voided.
CREATE TABLE invoice (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note', 'debit_note', 'proforma')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'voided')),
  customer_id INTEGER NOT NULL,                                       -- a company's or contact's subject
  deal_id INTEGER,
  of_invoice_id INTEGER,                                              -- what a note corrects
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  entry TEXT NOT NULL CHECK (entry IN ('net', 'gross')),
  terms TEXT NOT NULL CHECK (length(terms) <= 20),                    -- billing::terms; empty: the customer's
  supplied_on TEXT,                                                   -- as it was typed; none: the day of issue
  buyer_order TEXT NOT NULL CHECK (length(buyer_order) <= 100),
  buyer_reference TEXT NOT NULL CHECK (length(buyer_reference) <= 100),
  note TEXT NOT NULL CHECK (length(note) <= 2000),
  reason TEXT NOT NULL CHECK (length(reason) <= 300),                 -- why a note corrects
  voids INTEGER NOT NULL DEFAULT 0 CHECK (voids IN (0, 1)),           -- a credit note that takes back the whole of it
  sort_on TEXT NOT NULL,                                              -- the day of issue; of a draft, of its making
  series TEXT,                                                        -- from here on as it was issued
  number TEXT,
  place INTEGER,                                                      -- in its series, from 1
  issued_on TEXT,
  taxed_on TEXT,
  due_on TEXT,
  net INTEGER,                                                        -- minor units of the currency
  vat INTEGER,
  gross INTEGER,
  due INTEGER,
  document TEXT,                                                      -- billing::documents, as JSON
  seq INTEGER,                                                        -- in the chain of the workspace, from 1
  prev_hash BLOB CHECK (length(prev_hash) = 32),
  hash BLOB CHECK (length(hash) = 32),                                -- of the one before and of all that is frozen here
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  issued_at INTEGER,
  issued_by INTEGER,
  voided_at INTEGER,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, series, number),
  UNIQUE (workspace_id, series, place),
  UNIQUE (workspace_id, seq),
  CHECK (state = 'draft'
    OR series IS NOT NULL AND number IS NOT NULL AND place IS NOT NULL AND issued_on IS NOT NULL AND document IS NOT NULL
      AND seq IS NOT NULL AND prev_hash IS NOT NULL AND hash IS NOT NULL AND due IS NOT NULL),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, of_invoice_id) REFERENCES invoice (workspace_id, id)
) STRICT;
CREATE INDEX invoice_by_day ON invoice (workspace_id, sort_on, id);
CREATE INDEX invoice_by_state ON invoice (workspace_id, state, sort_on, id);
CREATE INDEX invoice_by_number ON invoice (workspace_id, COALESCE(number, ''), id);
CREATE INDEX invoice_customer ON invoice (workspace_id, customer_id, sort_on, id);
CREATE INDEX invoice_deal ON invoice (workspace_id, deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX invoice_corrected ON invoice (workspace_id, of_invoice_id) WHERE of_invoice_id IS NOT NULL;

-- A line of a paper.
CREATE TABLE invoice_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  invoice_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  product_id INTEGER,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  about TEXT NOT NULL CHECK (length(about) <= 2000),
  kind TEXT NOT NULL CHECK (kind IN ('goods', 'service', 'digital')),
  quantity INTEGER NOT NULL,                                          -- millionths
  unit TEXT NOT NULL CHECK (length(unit) BETWEEN 2 AND 3),            -- UN/ECE Recommendation 20
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000000),  -- millionths of the currency's whole unit
  discount INTEGER CHECK (discount BETWEEN 0 AND 1000000),            -- ten-thousandths of a point
  class_id INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, invoice_id, position),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES product (workspace_id, id),
  FOREIGN KEY (workspace_id, class_id) REFERENCES tax_class (workspace_id, id)
) STRICT;
CREATE INDEX invoice_line_product ON invoice_line (workspace_id, product_id) WHERE product_id IS NOT NULL;
CREATE INDEX invoice_line_class ON invoice_line (workspace_id, class_id);

-- What of an issued paper is still owed, in minor units of its currency; of a credit note below zero: the seller owes it.
CREATE TABLE invoice_balance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  invoice_id INTEGER NOT NULL,
  sort_on TEXT NOT NULL,                                              -- the paper's, for the lists of what is open
  due INTEGER NOT NULL,
  due_on TEXT,
  paid INTEGER NOT NULL DEFAULT 0,
  credited INTEGER NOT NULL DEFAULT 0,
  balance INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, invoice_id),
  CHECK (balance = due - paid - credited),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id)
) STRICT;

CREATE INDEX invoice_balance_open ON invoice_balance (workspace_id, sort_on, invoice_id) WHERE balance > 0;
CREATE INDEX invoice_balance_due ON invoice_balance (workspace_id, due_on, invoice_id) WHERE balance > 0;

-- What of a credit note was set against an invoice; the rest of it is owed to the customer.
CREATE TABLE invoice_credit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  note_id INTEGER NOT NULL,
  invoice_id INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, note_id) REFERENCES invoice (workspace_id, id),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id)
) STRICT;
CREATE INDEX invoice_credit_note ON invoice_credit (workspace_id, note_id);
CREATE INDEX invoice_credit_invoice ON invoice_credit (workspace_id, invoice_id);

CREATE TRIGGER invoice_stays BEFORE UPDATE ON invoice
WHEN OLD.state <> 'draft'
  AND (OLD.state <> 'issued' OR NEW.state <> 'voided' OR OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL
    OR json_array(NEW.id, NEW.workspace_id, NEW.kind, NEW.customer_id, NEW.deal_id, NEW.of_invoice_id, NEW.currency,
                  NEW.entry, NEW.terms, NEW.supplied_on, NEW.buyer_order, NEW.buyer_reference, NEW.note, NEW.reason,
                  NEW.voids, NEW.sort_on,
                  NEW.series, NEW.number, NEW.place, NEW.issued_on, NEW.taxed_on, NEW.due_on, NEW.net, NEW.vat, NEW.gross,
                  NEW.due, NEW.document, NEW.seq, hex(NEW.prev_hash), hex(NEW.hash), NEW.version, NEW.created_at,
                  NEW.created_by, NEW.updated_at, NEW.updated_by, NEW.issued_at, NEW.issued_by)
     <> json_array(OLD.id, OLD.workspace_id, OLD.kind, OLD.customer_id, OLD.deal_id, OLD.of_invoice_id, OLD.currency,
                   OLD.entry, OLD.terms, OLD.supplied_on, OLD.buyer_order, OLD.buyer_reference, OLD.note, OLD.reason,
                   OLD.voids, OLD.sort_on,
                   OLD.series, OLD.number, OLD.place, OLD.issued_on, OLD.taxed_on, OLD.due_on, OLD.net, OLD.vat, OLD.gross,
                   OLD.due, OLD.document, OLD.seq, hex(OLD.prev_hash), hex(OLD.hash), OLD.version, OLD.created_at,
                   OLD.created_by, OLD.updated_at, OLD.updated_by, OLD.issued_at, OLD.issued_by))
BEGIN
  SELECT RAISE(ABORT, 'an issued paper never changes');
END;
CREATE TRIGGER invoice_remains BEFORE DELETE ON invoice WHEN OLD.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'an issued paper is never deleted');
END;
CREATE TRIGGER invoice_line_stays BEFORE UPDATE ON invoice_line
WHEN EXISTS (SELECT 1 FROM invoice
             WHERE workspace_id = OLD.workspace_id AND id = OLD.invoice_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'an issued paper never changes');
END;
CREATE TRIGGER invoice_line_remains BEFORE DELETE ON invoice_line
WHEN EXISTS (SELECT 1 FROM invoice
             WHERE workspace_id = OLD.workspace_id AND id = OLD.invoice_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'an issued paper never changes');
END;
CREATE TRIGGER invoice_line_comes BEFORE INSERT ON invoice_line
WHEN EXISTS (SELECT 1 FROM invoice
             WHERE workspace_id = NEW.workspace_id AND id = NEW.invoice_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'an issued paper never changes');
END;
