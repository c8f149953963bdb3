-- What papers say of a customer besides its record. Without a row: the name and address of the record.
CREATE TABLE customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  subject_id INTEGER NOT NULL,                                        -- a company or a contact
  legal_name TEXT NOT NULL DEFAULT '' CHECK (length(legal_name) <= 200),  -- empty: the name of the record
  street TEXT NOT NULL DEFAULT '' CHECK (length(street) <= 200),
  city TEXT NOT NULL DEFAULT '' CHECK (length(city) <= 100),
  region TEXT NOT NULL DEFAULT '' CHECK (length(region) <= 100),
  postcode TEXT NOT NULL DEFAULT '' CHECK (length(postcode) <= 20),
  country TEXT NOT NULL CHECK (length(country) = 2),
  kind TEXT NOT NULL CHECK (kind IN ('business', 'consumer', 'public')),
  company_number TEXT NOT NULL DEFAULT '',
  vat_number TEXT NOT NULL DEFAULT '',
  languages TEXT CHECK (languages IN ('en', 'bg', 'bg en')),          -- of papers; none: the seller's
  currency TEXT CHECK (length(currency) = 3),                         -- none: the seller's
  terms TEXT CHECK (length(terms) <= 20),                             -- billing::terms; none: the seller's
  entry TEXT NOT NULL CHECK (entry IN ('net', 'gross')),              -- how prices are typed
  invoice_emails TEXT NOT NULL DEFAULT '',                            -- with commas between; empty: the first of the record
  reminder_emails TEXT NOT NULL DEFAULT '',                           -- empty: those of invoices
  reference TEXT NOT NULL DEFAULT '' CHECK (length(reference) <= 100),  -- EN 16931 BT-10, Leitweg-ID
  version INTEGER NOT NULL,
  checked TEXT CHECK (checked IN ('valid', 'invalid')),               -- what somebody found out about the VAT number
  checked_at INTEGER,
  checked_by INTEGER,
  check_reason TEXT NOT NULL DEFAULT '' CHECK (length(check_reason) <= 200),  -- where they looked
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id),
  CHECK ((checked IS NULL) = (checked_at IS NULL)),
  CHECK (checked IS NULL OR vat_number <> ''),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, checked_by) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX customer_checked_by ON customer (workspace_id, checked_by);
