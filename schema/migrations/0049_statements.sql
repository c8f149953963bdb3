-- Bank statements, and what their lines pay.

CREATE TABLE bank_statement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),          -- of the file
  account TEXT NOT NULL CHECK (length(account) <= 500),               -- as the bank writes it
  content BLOB CHECK (length(content) <= 10485760),                   -- of a table whose columns nobody has named yet
  known INTEGER NOT NULL CHECK (known >= 0),                          -- lines of it that had come with others before
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  UNIQUE (workspace_id, id)
) STRICT;

-- A line of a statement: what the bank says never changes, what it pays may.
CREATE TABLE bank_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),         -- the same in each statement in which it stands
  booked_on TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL,                                            -- minor units; below zero: it went out
  name TEXT NOT NULL,
  account TEXT NOT NULL,
  reference TEXT NOT NULL,
  text TEXT NOT NULL,
  bank_id TEXT NOT NULL,
  is_ignored INTEGER NOT NULL DEFAULT 0 CHECK (is_ignored IN (0, 1)),
  payment_id INTEGER,                                                 -- the last one made of it; once undone, the line is open
  fee INTEGER NOT NULL DEFAULT 0 CHECK (fee >= 0),                    -- what the bank kept of what was paid
  CHECK (is_ignored = 0 OR payment_id IS NULL),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, fingerprint),
  UNIQUE (workspace_id, payment_id),
  FOREIGN KEY (workspace_id, statement_id) REFERENCES bank_statement (workspace_id, id),
  FOREIGN KEY (workspace_id, payment_id) REFERENCES payment (workspace_id, id)
) STRICT;
CREATE INDEX bank_line_statement ON bank_line (workspace_id, statement_id, id);

-- What somebody said about the columns of tables with that header.
CREATE TABLE bank_mapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  header TEXT NOT NULL CHECK (json_valid(header)),
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, header)
) STRICT;

CREATE TRIGGER bank_line_stays BEFORE UPDATE ON bank_line
WHEN json_array(NEW.id, NEW.workspace_id, NEW.statement_id, hex(NEW.fingerprint), NEW.booked_on, NEW.currency, NEW.amount,
                NEW.name, NEW.account, NEW.reference, NEW.text, NEW.bank_id)
  <> json_array(OLD.id, OLD.workspace_id, OLD.statement_id, hex(OLD.fingerprint), OLD.booked_on, OLD.currency, OLD.amount,
                OLD.name, OLD.account, OLD.reference, OLD.text, OLD.bank_id)
BEGIN
  SELECT RAISE(ABORT, 'what a bank says never changes');
END;
CREATE TRIGGER bank_line_remains BEFORE DELETE ON bank_line WHEN OLD.payment_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a line that was booked is never deleted');
END;

-- What the seller owes: credit notes and overpaid invoices.
CREATE INDEX invoice_balance_owing ON invoice_balance (workspace_id, sort_on, invoice_id) WHERE balance < 0;
