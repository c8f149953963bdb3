-- How a workspace accounts for VAT, from a day until the next row. Without a row: by invoices if it has a VAT number.
CREATE TABLE vat_scheme (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('unregistered', 'invoice', 'cash', 'flat')),
  percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 1000000 AND (kind = 'flat' OR percent = 0)),  -- ten-thousandths of a point
  valid_on TEXT NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, valid_on)
) STRICT;

-- What stands on papers besides who the company is, which its row of workspace says. Without a row: nothing of it.
CREATE TABLE seller (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL UNIQUE REFERENCES workspace (id),
  office TEXT NOT NULL DEFAULT '' CHECK (length(office) <= 200),      -- where it is registered, and its registered office (GB)
  responsible TEXT NOT NULL DEFAULT '' CHECK (length(responsible) <= 100),  -- who answers for it: МОЛ (BG)
  maker TEXT NOT NULL DEFAULT '' CHECK (length(maker) <= 100),        -- who draws papers up: съставил (BG)
  terms TEXT NOT NULL CHECK (length(terms) <= 20),                    -- billing::terms
  currency TEXT CHECK (length(currency) = 3),                         -- of new papers; none: the workspace's
  languages TEXT NOT NULL CHECK (languages IN ('en', 'bg', 'bg en')), -- of papers of customers who have none
  colour TEXT NOT NULL CHECK (length(colour) <= 20),                  -- of headings, by its name
  version INTEGER NOT NULL,
  cash_text INTEGER,                                                  -- the text on Ordinance Н-18 that an owner confirmed (BG)
  cash_at INTEGER,
  cash_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, cash_by) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX seller_cash_by ON seller (workspace_id, cash_by);

-- Where customers pay. Nothing is changed or deleted, for papers name it: an account is put away and another one added.
CREATE TABLE bank_account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),          -- of the bank, as papers say it
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  iban TEXT NOT NULL DEFAULT '',
  bic TEXT NOT NULL DEFAULT '',
  sort_code TEXT NOT NULL DEFAULT '',                                 -- or these two
  number TEXT NOT NULL DEFAULT '',
  main INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1)),             -- the one that papers of its currency name
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1) AND (live = 1 OR main = 0)),
  changed_at INTEGER NOT NULL,                                        -- shown for seven days
  changed_by INTEGER,
  UNIQUE (workspace_id, id),
  CHECK ((iban <> '') <> (sort_code <> '')),
  CHECK ((sort_code <> '') = (number <> '')),
  FOREIGN KEY (workspace_id, changed_by) REFERENCES member (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX bank_account_main ON bank_account (workspace_id, currency) WHERE main = 1;
CREATE INDEX bank_account_changed_by ON bank_account (workspace_id, changed_by);
