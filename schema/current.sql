-- What the migrations make: `kantora print schema`.

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL,                                                -- as typed
  email_norm TEXT NOT NULL UNIQUE,                                    -- lower case, IDNA domain
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  password_hash TEXT NOT NULL,                                        -- PHC string
  language TEXT,                                                      -- NULL: not chosen
  zone TEXT,                                                          -- NULL: the workspace's
  theme TEXT NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
  density TEXT NOT NULL DEFAULT 'roomy' CHECK (density IN ('roomy', 'compact')),
  shortcuts INTEGER NOT NULL DEFAULT 1 CHECK (shortcuts IN (0, 1)),
  is_operator INTEGER NOT NULL DEFAULT 0 CHECK (is_operator IN (0, 1)),
  disabled_at INTEGER,
  last_workspace_id INTEGER REFERENCES workspace (id),                -- where / sends
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
, signature TEXT NOT NULL DEFAULT '' CHECK (length(signature) <= 1000), muted TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX account_last_workspace ON account (last_workspace_id);

CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  verb TEXT NOT NULL,
  note_id INTEGER,                                                    -- what was written, if verb is note
  detail TEXT NOT NULL DEFAULT '',                                    -- names of the changed fields, a tag, a file: by verb
  member_id INTEGER,                                                  -- who; NULL: Kantora itself
  at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, note_id) REFERENCES note (workspace_id, id)
) STRICT;

CREATE INDEX activity_at ON activity (workspace_id, at, id);

CREATE INDEX activity_note ON activity (workspace_id, note_id) WHERE note_id IS NOT NULL;

CREATE INDEX activity_subject ON activity (workspace_id, subject_id, at, id);

CREATE TABLE address_block (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  network TEXT NOT NULL UNIQUE,                                       -- like 192.0.2.0/24
  why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200),
  account_id INTEGER NOT NULL REFERENCES account (id),                -- who made it
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;

CREATE INDEX address_block_account ON address_block (account_id);

CREATE INDEX address_block_end ON address_block (ends_at);

CREATE TABLE address_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  email TEXT NOT NULL,                                                -- as typed
  email_norm TEXT NOT NULL,                                           -- lower case, IDNA domain
  token_hash BLOB UNIQUE CHECK (length(token_hash) = 32),             -- NULL: no link was made yet
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

CREATE INDEX address_change_account ON address_change (account_id, created_at);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  door TEXT NOT NULL,
  account_id INTEGER,
  member_id INTEGER,
  verb TEXT NOT NULL,                                                 -- like contact.create
  subject_id INTEGER,
  fields TEXT NOT NULL,                                               -- JSON: [[name, hash of the value row], …]
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, seq)
) STRICT;

CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;

CREATE TRIGGER audit_insert BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
  OR NEW.seq <> 1 + (SELECT COALESCE(MAX(seq), 0) FROM audit WHERE workspace_id = NEW.workspace_id)
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;

CREATE INDEX audit_subject ON audit (workspace_id, subject_id, seq) WHERE subject_id IS NOT NULL;

CREATE TRIGGER audit_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;

CREATE TABLE audit_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  audit_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  old TEXT,
  new TEXT,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, audit_id) REFERENCES audit (workspace_id, id)
) STRICT;

CREATE INDEX audit_value_audit ON audit_value (workspace_id, audit_id);

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

CREATE INDEX bank_account_changed_by ON bank_account (workspace_id, changed_by);

CREATE UNIQUE INDEX bank_account_main ON bank_account (workspace_id, currency) WHERE main = 1;

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

CREATE TRIGGER bank_line_remains BEFORE DELETE ON bank_line WHEN OLD.payment_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a line that was booked is never deleted');
END;

CREATE INDEX bank_line_statement ON bank_line (workspace_id, statement_id, id);

CREATE TRIGGER bank_line_stays BEFORE UPDATE ON bank_line
WHEN json_array(NEW.id, NEW.workspace_id, NEW.statement_id, hex(NEW.fingerprint), NEW.booked_on, NEW.currency, NEW.amount,
                NEW.name, NEW.account, NEW.reference, NEW.text, NEW.bank_id)
  <> json_array(OLD.id, OLD.workspace_id, OLD.statement_id, hex(OLD.fingerprint), OLD.booked_on, OLD.currency, OLD.amount,
                OLD.name, OLD.account, OLD.reference, OLD.text, OLD.bank_id)
BEGIN
  SELECT RAISE(ABORT, 'what a bank says never changes');
END;

CREATE TABLE bank_mapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  header TEXT NOT NULL CHECK (json_valid(header)),
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, header)
) STRICT;

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

CREATE VIEW begun_tax_class (workspace_id, position, kind, category, name, name_key, ground_en, ground_bg) AS
SELECT workspace.id, class.position, class.kind, class.category, class.name, class.name_key,
       COALESCE(own.ground_en, general.ground_en, ''), COALESCE(own.ground_bg, general.ground_bg, '')
FROM workspace
JOIN first_tax_class AS class ON class.language = CASE workspace.language WHEN 'bg' THEN 'bg' ELSE 'en' END
LEFT JOIN first_tax_ground AS own ON own.country = workspace.country AND own.kind = class.kind
LEFT JOIN first_tax_ground AS general ON general.country = '' AND general.kind = class.kind
WHERE CASE class.kind
        WHEN 'outside' THEN NOT EXISTS (SELECT 1 FROM first_tax_rate WHERE country = workspace.country)
        WHEN 'exempt' THEN 1
        WHEN 'zero' THEN EXISTS (SELECT 1 FROM first_tax_rate WHERE country = workspace.country)
        ELSE EXISTS (SELECT 1 FROM first_tax_rate WHERE country = workspace.country AND kind = class.kind)
      END;

CREATE VIEW begun_tax_rate (workspace_id, class_id, country, valid_on, percent) AS
SELECT tax_class.workspace_id, tax_class.id, rate.country, rate.valid_on, rate.percent
FROM tax_class
JOIN workspace ON workspace.id = tax_class.workspace_id
JOIN begun_tax_class AS begun
  ON begun.workspace_id = tax_class.workspace_id AND begun.name_key = tax_class.name_key
JOIN first_tax_rate AS rate
  ON rate.kind = begun.kind
  AND (rate.country = workspace.country
    OR begun.kind = 'standard' AND workspace.country <> 'GB' AND rate.country <> 'GB');

CREATE TABLE blob (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  hash BLOB NOT NULL CHECK (length(hash) = 32),                       -- SHA-256
  size INTEGER NOT NULL CHECK (size > 0),                             -- bytes
  freed_at INTEGER, is_kept INTEGER NOT NULL DEFAULT 0 CHECK (is_kept IN (0, 1)),                                                   -- since when no file has it; NULL: one does
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, hash)
) STRICT;

CREATE INDEX blob_use ON blob (workspace_id, freed_at, size);

CREATE TABLE "bulk_act" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  list TEXT NOT NULL CHECK (list IN ('contacts', 'companies', 'leads', 'deals', 'tasks')),
  state TEXT NOT NULL CHECK (json_valid(state)),                      -- what the list showed
  many TEXT NOT NULL CHECK (json_valid(many)),                        -- what is done to each record
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'undoing', 'undone')),
  seen_at INTEGER NOT NULL,                                           -- what was changed since then stays as it is
  expected INTEGER NOT NULL,                                          -- how many records the list showed then
  step_at INTEGER NOT NULL DEFAULT 0,                                 -- the last record that was looked at
  undo_at INTEGER,                                                    -- the last row of the set that was taken back
  changed INTEGER NOT NULL DEFAULT 0,
  alike INTEGER NOT NULL DEFAULT 0,                                   -- it was so already
  skipped INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0,                                    -- records that the undo left: changed since
  change_set_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  chosen TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(chosen)),      -- the ticked rows, with their versions; none: all
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX bulk_act_member ON bulk_act (workspace_id, member_id, id);

CREATE INDEX bulk_act_set ON bulk_act (workspace_id, change_set_id);

CREATE TABLE bulk_skip (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  act_id INTEGER NOT NULL,
  record_id INTEGER NOT NULL,                                         -- the subject it was; it may be gone by now
  reason TEXT NOT NULL CHECK (reason IN ('changed', 'forbidden', 'refused', 'gone')),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, act_id, record_id),
  FOREIGN KEY (workspace_id, act_id) REFERENCES bulk_act (workspace_id, id)
) STRICT;

CREATE TABLE change_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  change_set_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('created', 'changed')),
  before TEXT CHECK (before IS NULL OR json_valid(before)),           -- NULL: created, or cleared
  version_after INTEGER NOT NULL,                                     -- undo restores only what is still at it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, change_set_id, subject_id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id)
) STRICT;

CREATE INDEX change_row_set ON change_row (workspace_id, change_set_id);

CREATE INDEX change_row_subject ON change_row (workspace_id, subject_id, version_after);

CREATE TABLE change_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  verb TEXT NOT NULL,
  member_id INTEGER,                                                  -- NULL: the installation itself
  created_at INTEGER NOT NULL,
  undo_until INTEGER NOT NULL,
  undone_at INTEGER,
  cleared_at INTEGER,                                                 -- its before-images are gone
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX change_set_member ON change_set (workspace_id, member_id);

CREATE INDEX change_set_uncleared ON change_set (undo_until) WHERE cleared_at IS NULL;

CREATE TABLE company (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  name_key TEXT NOT NULL,                                             -- base::text::fold: the same company in any spelling
  registration_number TEXT NOT NULL DEFAULT '',
  vat_number TEXT NOT NULL DEFAULT '',                                -- capitals and digits only
  owner_id INTEGER,
  source TEXT NOT NULL DEFAULT '',
  external_id TEXT NOT NULL DEFAULT '',                               -- its name in the product it came from
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: in the trash
  trashed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES member (workspace_id, id),
  CHECK ((live = 0) = (trashed_at IS NOT NULL))
) STRICT;

CREATE TRIGGER company_added AFTER INSERT ON company BEGIN
  INSERT INTO tally (workspace_id, kind, live) VALUES (NEW.workspace_id, 'company', NEW.live)
  ON CONFLICT (workspace_id, kind) DO UPDATE SET live = live + NEW.live;
END;

CREATE INDEX company_by_age ON company (workspace_id, live, created_at, id);

CREATE INDEX company_by_change ON company (workspace_id, live, updated_at, id);

CREATE INDEX company_by_name ON company (workspace_id, live, name_sort, id);

CREATE INDEX company_external ON company (workspace_id, external_id) WHERE external_id <> '';

CREATE TRIGGER company_gone AFTER DELETE ON company WHEN OLD.live = 1 BEGIN
  UPDATE tally SET live = live - 1 WHERE workspace_id = OLD.workspace_id AND kind = 'company';
END;

CREATE INDEX company_key ON company (workspace_id, name_key);

CREATE TRIGGER company_moved AFTER UPDATE OF live ON company WHEN NEW.live <> OLD.live BEGIN
  UPDATE tally SET live = live + NEW.live - OLD.live WHERE workspace_id = NEW.workspace_id AND kind = 'company';
END;

CREATE INDEX company_owner ON company (workspace_id, owner_id, live, name_sort, id, source);

CREATE INDEX company_source ON company (workspace_id, source, live, name_sort, id, owner_id);

CREATE INDEX company_trash ON company (workspace_id, trashed_at, id) WHERE live = 0;

CREATE INDEX company_vat ON company (workspace_id, vat_number) WHERE vat_number <> '';

CREATE TRIGGER lead_company_gone BEFORE DELETE ON company BEGIN
  UPDATE lead
  SET converted_company_id = NULL
  WHERE workspace_id = OLD.workspace_id AND converted_company_id = OLD.id;
END;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 400),          -- as shown: the names, or else an address
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  first_name TEXT NOT NULL DEFAULT '',
  middle_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  job_title TEXT NOT NULL DEFAULT '',
  company_id INTEGER,
  owner_id INTEGER,
  source TEXT NOT NULL DEFAULT '',
  basis TEXT CHECK (basis IN ('contract', 'consent', 'interest', 'duty')), -- why the law lets us keep the data
  basis_on TEXT,                                                      -- since when
  language TEXT,                                                      -- of letters; NULL: the workspace's
  external_id TEXT NOT NULL DEFAULT '',                               -- its name in the product it came from
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: in the trash
  trashed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER, email TEXT NOT NULL DEFAULT '',
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, company_id) REFERENCES company (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES member (workspace_id, id),
  CHECK ((live = 0) = (trashed_at IS NOT NULL))
) STRICT;

CREATE TRIGGER contact_added AFTER INSERT ON contact BEGIN
  INSERT INTO tally (workspace_id, kind, live) VALUES (NEW.workspace_id, 'contact', NEW.live)
  ON CONFLICT (workspace_id, kind) DO UPDATE SET live = live + NEW.live;
END;

CREATE INDEX contact_by_age ON contact (workspace_id, live, created_at, id);

CREATE INDEX contact_by_change ON contact (workspace_id, live, updated_at, id);

CREATE INDEX contact_by_name ON contact (workspace_id, live, name_sort, id);

CREATE INDEX contact_company ON contact (workspace_id, company_id, live, name_sort, id);

CREATE INDEX contact_external ON contact (workspace_id, external_id) WHERE external_id <> '';

CREATE TRIGGER contact_gone AFTER DELETE ON contact WHEN OLD.live = 1 BEGIN
  UPDATE tally SET live = live - 1 WHERE workspace_id = OLD.workspace_id AND kind = 'contact';
END;

CREATE TRIGGER contact_moved AFTER UPDATE OF live ON contact WHEN NEW.live <> OLD.live BEGIN
  UPDATE tally SET live = live + NEW.live - OLD.live WHERE workspace_id = NEW.workspace_id AND kind = 'contact';
END;

CREATE INDEX contact_owner ON contact (workspace_id, owner_id, live, name_sort, id, source);

CREATE INDEX contact_owner_age ON contact (workspace_id, owner_id, live, created_at, id);

CREATE INDEX contact_source ON contact (workspace_id, source, live, name_sort, id, owner_id);

CREATE INDEX contact_trash ON contact (workspace_id, trashed_at, id) WHERE live = 0;

CREATE TRIGGER lead_contact_gone BEFORE DELETE ON contact BEGIN
  UPDATE lead
  SET converted_contact_id = NULL
  WHERE workspace_id = OLD.workspace_id AND converted_contact_id = OLD.id;
END;

CREATE TABLE contact_point (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'domain')),
  label TEXT NOT NULL CHECK (label IN ('work', 'home', 'mobile', 'other')),
  value TEXT NOT NULL,                                                -- as typed
  norm TEXT NOT NULL,                                                 -- e-mail: lower case, IDNA; phone: E.164; domain: IDNA without www
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- its subject's
  shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),         -- several may have it: office@, and whatever a company has
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id)
) STRICT;

CREATE UNIQUE INDEX contact_point_email ON contact_point (workspace_id, kind, norm)
WHERE kind = 'email' AND live = 1 AND shared = 0;

CREATE INDEX contact_point_norm ON contact_point (workspace_id, kind, norm);

CREATE INDEX contact_point_subject ON contact_point (workspace_id, subject_id, kind, position);

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

CREATE TABLE deal (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  pipeline_id INTEGER NOT NULL,
  stage_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'won', 'lost')),       -- as its stage's kind says
  held_until TEXT,                                                    -- an open deal that rests before this day
  amount INTEGER CHECK (amount BETWEEN 0 AND 10000000000000),         -- minor units; NULL: not known yet
  currency TEXT CHECK (length(currency) = 3),                         -- ISO 4217
  probability INTEGER CHECK (probability BETWEEN 0 AND 100),          -- set by hand; NULL: the stage's
  close_on TEXT,                                                      -- when it should be won
  close_sort TEXT NOT NULL,                                           -- the same, or the end of time
  company_id INTEGER,
  owner_id INTEGER,
  source TEXT NOT NULL DEFAULT '',
  lost_reason_id INTEGER,
  lost_note TEXT NOT NULL DEFAULT '' CHECK (length(lost_note) <= 500),
  closed_at INTEGER,
  entered_at INTEGER NOT NULL,                                        -- since when it stands in its stage
  fresh_at INTEGER NOT NULL,                                          -- from here the stage's rot days count
  stays INTEGER NOT NULL DEFAULT 1 CHECK (stays > 0),                 -- the number of its stay there, from 1
  board_rank INTEGER NOT NULL DEFAULT 0,                              -- its place among others of the stage, rising
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: in the trash
  trashed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage (workspace_id, pipeline_id, id),
  FOREIGN KEY (workspace_id, company_id) REFERENCES company (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES member (workspace_id, id),
  FOREIGN KEY (workspace_id, lost_reason_id) REFERENCES lost_reason (workspace_id, id),
  CHECK ((amount IS NULL) = (currency IS NULL)),
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK ((state = 'lost') = (lost_reason_id IS NOT NULL)),
  CHECK (state = 'lost' OR lost_note = ''),
  CHECK (state = 'open' OR held_until IS NULL),
  CHECK ((live = 0) = (trashed_at IS NOT NULL))
) STRICT;

CREATE TRIGGER deal_begins BEFORE INSERT ON deal
WHEN NEW.state <> 'open'
  OR 'open' IS NOT (SELECT kind FROM stage WHERE workspace_id = NEW.workspace_id AND id = NEW.stage_id)
BEGIN
  SELECT RAISE(ABORT, 'a deal begins open, in a stage where deals begin');
END;

CREATE INDEX deal_board ON deal (workspace_id, pipeline_id, stage_id, live, board_rank, id);

CREATE INDEX deal_brief ON deal (workspace_id, id, live, owner_id);

CREATE INDEX deal_by_age ON deal (workspace_id, live, created_at, id);

CREATE INDEX deal_by_change ON deal (workspace_id, live, updated_at, id);

CREATE INDEX deal_by_close ON deal (workspace_id, live, close_sort, id);

CREATE INDEX deal_by_name ON deal (workspace_id, live, name_sort, id);

CREATE INDEX deal_closed ON deal (workspace_id, stage_id, closed_at, id) WHERE live = 1 AND closed_at IS NOT NULL;

CREATE INDEX deal_company ON deal (workspace_id, company_id, live, close_sort, id);

CREATE INDEX deal_ended ON deal (workspace_id, live, state, closed_at, pipeline_id, owner_id, currency, amount)
WHERE closed_at IS NOT NULL;

CREATE INDEX deal_late ON deal (workspace_id, live, state, close_sort, owner_id, held_until)
WHERE live = 1 AND state = 'open';

CREATE INDEX deal_lost ON deal (workspace_id, lost_reason_id, closed_at) WHERE lost_reason_id IS NOT NULL;

CREATE TRIGGER deal_moves BEFORE UPDATE OF pipeline_id, stage_id, state ON deal
WHEN OLD.pipeline_id <> NEW.pipeline_id
  OR (OLD.stage_id <> NEW.stage_id OR OLD.state <> NEW.state)
    AND (
      OLD.live = 0
      OR OLD.state <> 'open' AND NEW.state <> 'open'
      OR NOT EXISTS (
        SELECT 1
        FROM stage
        WHERE stage.workspace_id = NEW.workspace_id
          AND stage.id = NEW.stage_id
          AND CASE stage.kind WHEN 'won' THEN 'won' WHEN 'lost' THEN 'lost' ELSE 'open' END = NEW.state
      )
    )
BEGIN
  SELECT RAISE(ABORT, 'a deal does not move so');
END;

CREATE INDEX deal_open ON deal (
  workspace_id, close_sort, id, pipeline_id, stage_id, owner_id, held_until, probability, currency, amount
) WHERE live = 1 AND state = 'open';

CREATE INDEX deal_owner ON deal (workspace_id, owner_id, live, close_sort, id, state, stage_id);

CREATE TRIGGER deal_rests BEFORE UPDATE OF held_until ON deal
WHEN NEW.held_until IS NOT OLD.held_until AND OLD.live = 0
BEGIN
  SELECT RAISE(ABORT, 'a deal in the trash is not held');
END;

CREATE INDEX deal_source ON deal (workspace_id, live, source);

CREATE INDEX deal_still ON deal (workspace_id, live, state, fresh_at, owner_id, held_until, stage_id)
WHERE live = 1 AND state = 'open';

CREATE INDEX deal_trash ON deal (workspace_id, trashed_at, id) WHERE live = 0;

CREATE INDEX deal_worth ON deal (workspace_id, pipeline_id, stage_id, live, currency, amount, owner_id);

CREATE TRIGGER lead_deal_gone BEFORE DELETE ON deal BEGIN
  UPDATE lead
  SET converted_deal_id = NULL
  WHERE workspace_id = OLD.workspace_id AND converted_deal_id = OLD.id;
END;

CREATE TABLE deal_person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  deal_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('decides', 'champions', 'advises', 'uses', 'pays', 'other')),
  position INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, deal_id, contact_id),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id)
) STRICT;

CREATE INDEX deal_person_contact ON deal_person (workspace_id, contact_id, deal_id);

CREATE TABLE deal_stay (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  deal_id INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),                         -- from 1
  stage_id INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  entered_by INTEGER,                                                 -- who moved it there
  left_at INTEGER CHECK (left_at >= entered_at),                      -- NULL: it stands there
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, deal_id, number),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id),
  FOREIGN KEY (workspace_id, stage_id) REFERENCES stage (workspace_id, id)
) STRICT;

CREATE INDEX deal_stay_left ON deal_stay (workspace_id, stage_id, left_at, entered_at, deal_id) WHERE left_at IS NOT NULL;

CREATE INDEX deal_stay_stage ON deal_stay (workspace_id, stage_id, entered_at);

CREATE TABLE duplicate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact')),          -- of both
  one_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('email', 'vat', 'phone', 'domain', 'name')),
  doubt INTEGER NOT NULL,                                             -- grows with the doubt: the order of the list
  found_at INTEGER NOT NULL,
  refused_at INTEGER,                                                 -- somebody said that they are two
  refused_by INTEGER,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, one_id, other_id),
  FOREIGN KEY (workspace_id, one_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, other_id) REFERENCES subject (workspace_id, id),
  CHECK (one_id < other_id)
) STRICT;

CREATE INDEX duplicate_open ON duplicate (workspace_id, kind, doubt, id) WHERE refused_at IS NULL;

CREATE INDEX duplicate_other ON duplicate (workspace_id, other_id);

CREATE INDEX duplicate_refused ON duplicate (workspace_id, kind, refused_at, id) WHERE refused_at IS NOT NULL;

CREATE TABLE duplicate_walk (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact')),
  changed_at INTEGER NOT NULL,                                        -- of the last record looked at
  last_id INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind)
) STRICT;

CREATE TABLE "external_id" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact', 'lead', 'deal', 'task', 'note')), -- of the subject
  system TEXT NOT NULL CHECK (length(system) BETWEEN 1 AND 40),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),          -- what the system calls it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind, system, name),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  CHECK (system <> 'import' OR kind NOT IN ('company', 'contact'))
) STRICT;

CREATE INDEX external_id_subject ON external_id (workspace_id, subject_id, system);

CREATE TABLE field (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  record TEXT NOT NULL CHECK (record IN ('contact', 'company', 'lead', 'deal')),  -- the kind of record that has it
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 40),             -- its name for programs and files; never changes
  kind TEXT NOT NULL CHECK (kind IN
    ('text', 'number', 'money', 'day', 'yes_no', 'choice', 'choices', 'link', 'person')),
  scale INTEGER NOT NULL DEFAULT 0 CHECK (scale BETWEEN 0 AND 6),     -- decimals of a number
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
  label_key TEXT NOT NULL,                                            -- base::text::fold
  help TEXT NOT NULL DEFAULT '' CHECK (length(help) <= 200),
  needed INTEGER NOT NULL DEFAULT 0 CHECK (needed IN (0, 1)),         -- forms ask for a value
  only INTEGER NOT NULL DEFAULT 0 CHECK (only IN (0, 1)),             -- no two records in use have the same value
  personal INTEGER NOT NULL DEFAULT 0 CHECK (personal IN (0, 1)),     -- tells something about a person
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: put away; its values are kept
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, record, key),
  CHECK (scale = 0 OR kind = 'number')
) STRICT;

CREATE TABLE field_option (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  field_id INTEGER NOT NULL,
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 80),
  label_key TEXT NOT NULL,                                            -- base::text::fold
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: offered no more; records that have it keep it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, field_id, label_key),
  FOREIGN KEY (workspace_id, field_id) REFERENCES field (workspace_id, id)
) STRICT;

CREATE TABLE field_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  field_id INTEGER NOT NULL,
  number INTEGER NOT NULL DEFAULT 0,                                  -- scaled number, minor units, 0 or 1, option, member
  text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 500),          -- as written: text, link, day, currency
  folded TEXT NOT NULL DEFAULT '',                                    -- the same as it is compared and ordered
  option_id INTEGER,                                                  -- of choices: number again
  member_id INTEGER,                                                  -- of persons: number again
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- its subject's
  claimed INTEGER NOT NULL DEFAULT 0 CHECK (claimed IN (0, 1)),       -- 1: no other record in use may have this value
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id, field_id, number),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, field_id) REFERENCES field (workspace_id, id),
  FOREIGN KEY (workspace_id, option_id) REFERENCES field_option (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id),
  CHECK (claimed <= live),
  CHECK (option_id IS NULL OR option_id = number),
  CHECK (member_id IS NULL OR member_id = number)
) STRICT;

CREATE UNIQUE INDEX field_value_claimed ON field_value (workspace_id, field_id, number, folded) WHERE claimed = 1;

CREATE INDEX field_value_member ON field_value (workspace_id, member_id) WHERE member_id IS NOT NULL;

CREATE INDEX field_value_number ON field_value (workspace_id, field_id, number, subject_id);

CREATE INDEX field_value_option ON field_value (workspace_id, option_id) WHERE option_id IS NOT NULL;

CREATE INDEX field_value_text ON field_value (workspace_id, field_id, folded, subject_id);

CREATE TABLE file (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  about_id INTEGER NOT NULL,                                          -- the subject that it is kept with
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),          -- with the ending of its kind
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 2 AND 4),            -- that ending
  blob_id INTEGER NOT NULL,
  thumbnail_id INTEGER,                                               -- a small picture of it, drawn by Kantora
  state TEXT NOT NULL CHECK (state IN ('ready', 'waiting', 'quarantined')),
  finding TEXT NOT NULL DEFAULT '' CHECK (length(finding) <= 200),    -- what the scanner calls what it found
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: removed, can be undone
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, blob_id) REFERENCES blob (workspace_id, id),
  FOREIGN KEY (workspace_id, thumbnail_id) REFERENCES blob (workspace_id, id),
  CHECK ((state = 'quarantined') = (finding <> ''))
) STRICT;

CREATE INDEX file_about ON file (workspace_id, about_id, live, id);

CREATE TRIGGER file_begins BEFORE INSERT ON file WHEN NEW.state = 'quarantined' BEGIN
  SELECT RAISE(ABORT, 'a file is not quarantined before it was seen');
END;

CREATE INDEX file_blob ON file (workspace_id, blob_id);

CREATE INDEX file_removed ON file (workspace_id, updated_at) WHERE live = 0;

CREATE TRIGGER file_settles BEFORE UPDATE OF state ON file WHEN NEW.state <> OLD.state AND OLD.state <> 'waiting' BEGIN
  SELECT RAISE(ABORT, 'a file is judged once');
END;

CREATE INDEX file_thumbnail ON file (workspace_id, thumbnail_id);

CREATE INDEX file_waiting ON file (workspace_id, state, id) WHERE state = 'waiting';

CREATE TABLE filed_mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  note_id INTEGER NOT NULL,
  message_id TEXT NOT NULL CHECK (length(message_id) BETWEEN 1 AND 250),
  subject TEXT NOT NULL,
  people TEXT NOT NULL CHECK (json_valid(people)),                    -- who wrote it, and to whom
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, message_id),
  FOREIGN KEY (workspace_id, note_id) REFERENCES note (workspace_id, id)
) STRICT;

CREATE UNIQUE INDEX filed_mail_note ON filed_mail (workspace_id, note_id);

CREATE VIEW first_lost_reason (language, position, name, name_key) AS
VALUES
  ('en', 1, 'Too expensive', 'too ekspensive'),
  ('en', 2, 'Chose somebody else', 'chose somebodi else'),
  ('en', 3, 'Not now', 'not now'),
  ('en', 4, 'No budget', 'no budget'),
  ('en', 5, 'No answer', 'no answer'),
  ('bg', 1, 'Твърде скъпо', 'tvarde skapo'),
  ('bg', 2, 'Избраха друг', 'izbraha drug'),
  ('bg', 3, 'Не сега', 'ne sega'),
  ('bg', 4, 'Няма бюджет', 'niama biudzhet'),
  ('bg', 5, 'Няма отговор', 'niama otgovor');

CREATE VIEW first_stage (language, position, name, kind, probability, rot_days) AS
VALUES
  ('en', 1, 'New', 'open', 10, 7),
  ('en', 2, 'Qualified', 'ongoing', 25, 14),
  ('en', 3, 'Proposal sent', 'ongoing', 50, 14),
  ('en', 4, 'Negotiation', 'ongoing', 75, 14),
  ('en', 5, 'Won', 'won', 100, NULL),
  ('en', 6, 'Lost', 'lost', 0, NULL),
  ('bg', 1, 'Нова', 'open', 10, 7),
  ('bg', 2, 'Проучена', 'ongoing', 25, 14),
  ('bg', 3, 'С изпратена оферта', 'ongoing', 50, 14),
  ('bg', 4, 'В преговори', 'ongoing', 75, 14),
  ('bg', 5, 'Спечелена', 'won', 100, NULL),
  ('bg', 6, 'Загубена', 'lost', 0, NULL);

CREATE VIEW first_tax_class (language, position, kind, category, name, name_key) AS
VALUES
  ('en', 1, 'standard', 'S', 'Standard rate', 'standard rate'),
  ('en', 2, 'reduced', 'S', 'Reduced rate', 'reduced rate'),
  ('en', 3, 'zero', 'Z', 'Zero rate', 'zero rate'),
  ('en', 4, 'exempt', 'E', 'Exempt', 'eksempt'),
  ('en', 5, 'outside', 'O', 'No VAT', 'no vat'),
  ('bg', 1, 'standard', 'S', 'Стандартна ставка', 'standartna stavka'),
  ('bg', 2, 'reduced', 'S', 'Намалена ставка', 'namalena stavka'),
  ('bg', 3, 'zero', 'Z', 'Нулева ставка', 'nuleva stavka'),
  ('bg', 4, 'exempt', 'E', 'Освободена доставка', 'osvobodena dostavka'),
  ('bg', 5, 'outside', 'O', 'Без ДДС', 'bez dds');

CREATE VIEW first_tax_ground (country, kind, ground_en, ground_bg) AS
VALUES
  ('GB', 'zero', 'Zero-rated supply, VATA 1994, Schedule 8', 'Доставка с нулева ставка, VATA 1994, приложение 8'),
  ('GB', 'exempt', 'Exempt supply, VATA 1994, Schedule 9', 'Освободена доставка, VATA 1994, приложение 9'),
  ('BG', 'zero', 'Zero-rated supply, Bulgarian VAT Act, chapter 3', 'Доставка с нулева ставка, глава трета от ЗДДС'),
  ('BG', 'exempt', 'Exempt supply, Bulgarian VAT Act, chapter 4', 'Освободена доставка, глава четвърта от ЗДДС'),
  ('', 'zero', 'Zero-rated supply, Directive 2006/112/EC', 'Доставка с нулева ставка, Директива 2006/112/ЕО'),
  ('', 'exempt', 'Exempt supply, Directive 2006/112/EC, Article 132', 'Освободена доставка, член 132 от Директива 2006/112/ЕО'),
  ('', 'outside', 'Not subject to VAT', 'Извън обхвата на ДДС');

CREATE VIEW first_tax_rate (country, kind, valid_on, percent) AS
VALUES
  ('GB', 'standard', '2011-01-04', 200000), ('GB', 'reduced', '1997-09-01', 50000),
  ('BG', 'standard', '1999-01-01', 200000), ('BG', 'reduced', '2011-04-01', 90000),
  ('AT', 'standard', '1984-01-01', 200000), ('AT', 'reduced', '1984-01-01', 100000),
  ('BE', 'standard', '1996-01-01', 210000), ('BE', 'reduced', '2000-01-01', 60000),
  ('CY', 'standard', '2014-01-13', 190000), ('CY', 'reduced', '2014-01-13', 90000),
  ('CZ', 'standard', '2013-01-01', 210000), ('CZ', 'reduced', '2024-01-01', 120000),
  ('DE', 'standard', '2021-01-01', 190000), ('DE', 'reduced', '2021-01-01', 70000),
  ('DK', 'standard', '1992-01-01', 250000),
  ('EE', 'standard', '2024-01-01', 220000), ('EE', 'standard', '2025-07-01', 240000), ('EE', 'reduced', '2009-01-01', 90000),
  ('ES', 'standard', '2012-09-01', 210000), ('ES', 'reduced', '2012-09-01', 100000),
  ('FI', 'standard', '2024-09-01', 255000), ('FI', 'reduced', '2013-01-01', 140000), ('FI', 'reduced', '2026-01-01', 135000),
  ('FR', 'standard', '2014-01-01', 200000), ('FR', 'reduced', '2014-01-01', 100000),
  ('GR', 'standard', '2016-06-01', 240000), ('GR', 'reduced', '2015-07-20', 130000),
  ('HR', 'standard', '2012-03-01', 250000), ('HR', 'reduced', '2014-01-01', 130000),
  ('HU', 'standard', '2012-01-01', 270000), ('HU', 'reduced', '2009-07-01', 180000),
  ('IE', 'standard', '2021-03-01', 230000), ('IE', 'reduced', '2003-01-01', 135000),
  ('IT', 'standard', '2013-10-01', 220000), ('IT', 'reduced', '1995-02-24', 100000),
  ('LT', 'standard', '2009-09-01', 210000), ('LT', 'reduced', '2009-01-01', 90000), ('LT', 'reduced', '2026-01-01', 120000),
  ('LU', 'standard', '2024-01-01', 170000), ('LU', 'reduced', '2024-01-01', 80000),
  ('LV', 'standard', '2012-07-01', 210000), ('LV', 'reduced', '2011-01-01', 120000),
  ('MT', 'standard', '2004-01-01', 180000), ('MT', 'reduced', '2011-01-01', 70000),
  ('NL', 'standard', '2012-10-01', 210000), ('NL', 'reduced', '2019-01-01', 90000),
  ('PL', 'standard', '2011-01-01', 230000), ('PL', 'reduced', '2011-01-01', 80000),
  ('PT', 'standard', '2011-01-01', 230000), ('PT', 'reduced', '2011-01-01', 130000),
  ('RO', 'standard', '2017-01-01', 190000), ('RO', 'standard', '2025-08-01', 210000), ('RO', 'reduced', '2025-08-01', 110000),
  ('SE', 'standard', '1990-07-01', 250000), ('SE', 'reduced', '1996-01-01', 120000),
  ('SI', 'standard', '2013-07-01', 220000), ('SI', 'reduced', '2013-07-01', 95000),
  ('SK', 'standard', '2011-01-01', 200000), ('SK', 'standard', '2025-01-01', 230000), ('SK', 'reduced', '2025-01-01', 190000);

CREATE TABLE follower (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id, member_id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX follower_member ON follower (workspace_id, member_id);

CREATE TABLE idempotency (
  workspace_id INTEGER NOT NULL,                                      -- 0: outside any workspace
  account_id INTEGER NOT NULL,                                        -- 0: nobody signed in
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
  answer TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, account_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_created ON idempotency (created_at);

CREATE TABLE identity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  email TEXT NOT NULL,                                                -- as the issuer said when it was linked
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  UNIQUE (issuer, subject)
) STRICT;

CREATE INDEX identity_account ON identity (account_id);

CREATE TABLE "import" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact', 'lead', 'deal', 'task', 'note')),
  set_id INTEGER,                                                     -- the set that it came in; NULL: a file of its own
  status TEXT NOT NULL CHECK (status IN ('uploaded', 'mapped', 'analysed', 'ruled', 'ready', 'running', 'done', 'undoing', 'undone',
    'partly-undone', 'discarded', 'failed')),
  file_name TEXT NOT NULL,                                            -- as the person called it
  file_key TEXT NOT NULL DEFAULT '',                                  -- its name in the data folder; empty: it is gone
  file_size INTEGER NOT NULL,
  file_hash BLOB NOT NULL CHECK (length(file_hash) = 32),             -- SHA-256: the same file again warns
  leaves TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(leaves)),       -- the tables that a workbook or cards were unfolded into
  reading TEXT NOT NULL CHECK (json_valid(reading)),                  -- encoding, delimiter, header, order of dates
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),                  -- a target for each column
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  planned TEXT NOT NULL CHECK (json_valid(planned)),                  -- counts of the dry run
  counted TEXT NOT NULL CHECK (json_valid(counted)),                  -- counts of the run
  stages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(stages)),       -- the stages that its deals name
  made TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(made)),           -- pipelines, stages and reasons that came with it
  row_count INTEGER NOT NULL DEFAULT 0,
  step_at_row INTEGER NOT NULL DEFAULT 0,                             -- how far the present step came
  problem TEXT NOT NULL DEFAULT '',                                   -- the key of what ended it, if it failed
  kept INTEGER NOT NULL DEFAULT 0,                                    -- records that the undo left: changed since
  change_set_id INTEGER,
  member_id INTEGER,                                                  -- who; NULL: the command line
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER,
  undo_until INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, set_id) REFERENCES import_set (workspace_id, id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX import_change_set ON import (workspace_id, change_set_id);

CREATE INDEX import_hash ON import (workspace_id, file_hash);

CREATE INDEX import_member ON import (workspace_id, member_id);

CREATE INDEX import_set_files ON import (workspace_id, set_id);

CREATE TABLE "import_mapping" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact', 'lead', 'deal', 'task', 'note')),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),         -- of the header
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  used_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind, fingerprint)
) STRICT;

CREATE TABLE import_row (
  workspace_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  number INTEGER NOT NULL,                                            -- as a spreadsheet counts
  said TEXT NOT NULL CHECK (json_valid(said)),
  flaws TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(flaws)),         -- what is wrong or was left out, by column
  fate TEXT NOT NULL DEFAULT 'staged',                                -- what will become of it, or became
  head INTEGER,                                                       -- the earlier row that it is merged into
  target_id INTEGER,                                                  -- the record that it meets or made
  met_by TEXT NOT NULL DEFAULT '',                                    -- by which key
  alike_id INTEGER,                                                   -- a record with a like name: a suggestion only
  PRIMARY KEY (workspace_id, import_id, number),
  FOREIGN KEY (workspace_id, import_id) REFERENCES import (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_row_fate ON import_row (workspace_id, import_id, fate, number);

CREATE INDEX import_row_head ON import_row (workspace_id, import_id, head) WHERE head IS NOT NULL;

CREATE TABLE import_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  status TEXT NOT NULL CHECK (status IN ('open', 'running', 'done', 'undoing', 'undone', 'partly-undone', 'discarded')),
  kept INTEGER NOT NULL DEFAULT 0,                                    -- records that the undo left: changed since
  step_at_row INTEGER NOT NULL DEFAULT 0,                             -- the change row that the undo took back last
  change_set_id INTEGER,
  member_id INTEGER,                                                  -- who; NULL: the command line
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  undo_until INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX import_set_change_set ON import_set (workspace_id, change_set_id);

CREATE INDEX import_set_member ON import_set (workspace_id, member_id);

CREATE TABLE invitation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  email TEXT NOT NULL,                                                -- as typed
  email_norm TEXT NOT NULL,                                           -- lower case, IDNA domain
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'sales', 'bookkeeper', 'viewer')),
  team_id INTEGER,
  token_hash BLOB UNIQUE CHECK (length(token_hash) = 32),             -- NULL: no link was made yet
  invited_by INTEGER,                                                 -- NULL: the installation itself
  sent INTEGER NOT NULL DEFAULT 1,                                    -- how often it was sent or handed over
  created_at INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  accepted_at INTEGER,
  withdrawn_at INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  FOREIGN KEY (workspace_id, invited_by) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX invitation_inviter ON invitation (workspace_id, invited_by);

CREATE UNIQUE INDEX invitation_open ON invitation (workspace_id, email_norm)
WHERE accepted_at IS NULL AND withdrawn_at IS NULL;

CREATE INDEX invitation_sent ON invitation (workspace_id, sent_at);

CREATE INDEX invitation_team ON invitation (workspace_id, team_id);

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

CREATE INDEX invoice_by_number ON invoice (workspace_id, COALESCE(number, ''), id);

CREATE INDEX invoice_by_state ON invoice (workspace_id, state, sort_on, id);

CREATE INDEX invoice_corrected ON invoice (workspace_id, of_invoice_id) WHERE of_invoice_id IS NOT NULL;

CREATE INDEX invoice_customer ON invoice (workspace_id, customer_id, sort_on, id);

CREATE INDEX invoice_deal ON invoice (workspace_id, deal_id) WHERE deal_id IS NOT NULL;

CREATE TRIGGER invoice_period_open BEFORE UPDATE OF state ON invoice
WHEN OLD.state = 'draft' AND NEW.state = 'issued'
  AND EXISTS (SELECT 1 FROM vat_return
              WHERE workspace_id = NEW.workspace_id AND reopened_at IS NULL AND until_day >= NEW.taxed_on)
BEGIN
  SELECT RAISE(ABORT, 'the VAT period of this day is closed');
END;

CREATE TRIGGER invoice_remains BEFORE DELETE ON invoice WHEN OLD.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'an issued paper is never deleted');
END;

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

CREATE INDEX invoice_taxed ON invoice (workspace_id, taxed_on, id) WHERE taxed_on IS NOT NULL;

CREATE TRIGGER proforma_goes BEFORE DELETE ON invoice WHEN OLD.state = 'draft'
BEGIN
  UPDATE proforma
  SET invoice_id = NULL, is_withdrawn = 1
  WHERE workspace_id = OLD.workspace_id AND invoice_id = OLD.id;
END;

CREATE TRIGGER quote_part_goes BEFORE DELETE ON invoice WHEN OLD.state = 'draft'
BEGIN
  DELETE FROM quote_part WHERE workspace_id = OLD.workspace_id AND invoice_id = OLD.id;
END;

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

CREATE INDEX invoice_balance_due ON invoice_balance (workspace_id, due_on, invoice_id) WHERE balance > 0;

CREATE INDEX invoice_balance_open ON invoice_balance (workspace_id, sort_on, invoice_id) WHERE balance > 0;

CREATE INDEX invoice_balance_owing ON invoice_balance (workspace_id, sort_on, invoice_id) WHERE balance < 0;

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

CREATE INDEX invoice_credit_invoice ON invoice_credit (workspace_id, invoice_id);

CREATE INDEX invoice_credit_note ON invoice_credit (workspace_id, note_id);

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

CREATE TRIGGER invoice_document_remains BEFORE DELETE ON invoice_document
BEGIN
  SELECT RAISE(ABORT, 'a file of an issued paper is never deleted');
END;

CREATE TRIGGER invoice_document_stays BEFORE UPDATE ON invoice_document
BEGIN
  SELECT RAISE(ABORT, 'a file of an issued paper never changes');
END;

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

CREATE INDEX invoice_line_class ON invoice_line (workspace_id, class_id);

CREATE TRIGGER invoice_line_comes BEFORE INSERT ON invoice_line
WHEN EXISTS (SELECT 1 FROM invoice
             WHERE workspace_id = NEW.workspace_id AND id = NEW.invoice_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'an issued paper never changes');
END;

CREATE INDEX invoice_line_product ON invoice_line (workspace_id, product_id) WHERE product_id IS NOT NULL;

CREATE TRIGGER invoice_line_remains BEFORE DELETE ON invoice_line
WHEN EXISTS (SELECT 1 FROM invoice
             WHERE workspace_id = OLD.workspace_id AND id = OLD.invoice_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'an issued paper never changes');
END;

CREATE TRIGGER invoice_line_stays BEFORE UPDATE ON invoice_line
WHEN EXISTS (SELECT 1 FROM invoice
             WHERE workspace_id = OLD.workspace_id AND id = OLD.invoice_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'an issued paper never changes');
END;

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

CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,                                      -- 0: the installation itself
  lane TEXT NOT NULL CHECK (lane IN ('mail', 'money', 'bulk')),
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  dedupe TEXT,                                                        -- unique per kind while the job is live
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,                                   -- started runs, crashes among them
  due_at INTEGER NOT NULL,
  lease_until INTEGER,                                                -- set while running
  leased_by TEXT CHECK (leased_by IN ('server', 'cli')),
  again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),           -- asked for while running: run once more
  reason TEXT NOT NULL DEFAULT '',                                    -- why the last run did not end it
  created_at INTEGER NOT NULL,
  CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  UNIQUE (workspace_id, id)
) STRICT;

CREATE UNIQUE INDEX job_dedupe ON job (workspace_id, kind, dedupe) WHERE dedupe IS NOT NULL AND state <> 'failed';

CREATE INDEX job_due ON job (lane, due_at) WHERE state = 'waiting';

CREATE INDEX job_lease ON job (lease_until) WHERE state = 'running';

CREATE INDEX job_waiting ON job (lane, workspace_id, due_at, id) WHERE state = 'waiting';

CREATE TABLE lead (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 400),          -- as shown: the person's, or the company's, or an address
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  first_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  job_title TEXT NOT NULL DEFAULT '',
  company TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',                                     -- as typed
  email_norm TEXT NOT NULL DEFAULT '',                                -- as contact_point.norm
  phone TEXT NOT NULL DEFAULT '',
  phone_norm TEXT NOT NULL DEFAULT '',
  website TEXT NOT NULL DEFAULT '',
  domain_norm TEXT NOT NULL DEFAULT '',
  vat_number TEXT NOT NULL DEFAULT '',                                -- capitals and digits only
  interest TEXT NOT NULL DEFAULT '',                                  -- what they want
  source_id INTEGER,
  campaign TEXT NOT NULL DEFAULT '',
  utm TEXT NOT NULL DEFAULT '{}',                                     -- what the address of the visit said of the campaign, JSON
  next_step TEXT NOT NULL DEFAULT '',
  next_step_on TEXT,
  owner_id INTEGER,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'assigned', 'working', 'converted', 'dead', 'recycled')),
  open INTEGER NOT NULL DEFAULT 1,                                    -- 1: somebody has to do something with it
  answered_at INTEGER,                                                -- the first answer to them
  reason_id INTEGER,                                                  -- why it came to nothing
  back_on TEXT,                                                       -- the day on which it comes back
  converted_at INTEGER,
  converted_contact_id INTEGER,
  converted_company_id INTEGER,
  converted_deal_id INTEGER,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: in the trash
  trashed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, source_id) REFERENCES lead_label (workspace_id, id),
  FOREIGN KEY (workspace_id, reason_id) REFERENCES lead_label (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES member (workspace_id, id),
  FOREIGN KEY (workspace_id, converted_contact_id) REFERENCES contact (workspace_id, id),
  FOREIGN KEY (workspace_id, converted_company_id) REFERENCES company (workspace_id, id),
  FOREIGN KEY (workspace_id, converted_deal_id) REFERENCES deal (workspace_id, id),
  CHECK (open = (state IN ('new', 'assigned', 'working'))),
  CHECK (state <> 'new' OR owner_id IS NULL),
  CHECK (state NOT IN ('assigned', 'working', 'recycled') OR owner_id IS NOT NULL),
  CHECK (state <> 'working' OR answered_at IS NOT NULL),
  CHECK ((state = 'dead') = (reason_id IS NOT NULL)),
  CHECK ((state = 'recycled') = (back_on IS NOT NULL)),
  CHECK ((state = 'converted') = (converted_at IS NOT NULL)),
  CHECK (state = 'converted' OR (converted_contact_id IS NULL AND converted_company_id IS NULL AND converted_deal_id IS NULL)),
  CHECK ((live = 0) = (trashed_at IS NOT NULL))
) STRICT;

CREATE INDEX lead_all_by_age ON lead (workspace_id, live, created_at, id, state, owner_id, source_id);

CREATE INDEX lead_all_by_change ON lead (workspace_id, live, updated_at, id, state, owner_id, source_id);

CREATE INDEX lead_all_by_name ON lead (workspace_id, live, name_sort, id, state, owner_id, source_id);

CREATE INDEX lead_back ON lead (workspace_id, back_on, id) WHERE state = 'recycled' AND live = 1;

CREATE TRIGGER lead_begins BEFORE INSERT ON lead WHEN NEW.state <> 'new' BEGIN
  SELECT RAISE(ABORT, 'a lead begins as new');
END;

CREATE INDEX lead_by_age ON lead (workspace_id, live, open, created_at, id, state, owner_id, source_id);

CREATE INDEX lead_by_change ON lead (workspace_id, live, open, updated_at, id, state, owner_id, source_id);

CREATE INDEX lead_by_name ON lead (workspace_id, live, open, name_sort, id, state, owner_id, source_id);

CREATE INDEX lead_company ON lead (workspace_id, converted_company_id);

CREATE INDEX lead_contact ON lead (workspace_id, converted_contact_id);

CREATE INDEX lead_deal ON lead (workspace_id, converted_deal_id);

CREATE INDEX lead_email ON lead (workspace_id, email_norm) WHERE email_norm <> '';

CREATE TRIGGER lead_moves BEFORE UPDATE OF state ON lead
WHEN NEW.state <> OLD.state AND OLD.state || '-' || NEW.state NOT IN (
  'new-assigned', 'assigned-new',
  'new-working', 'working-new',
  'assigned-working', 'working-assigned',
  'new-dead', 'dead-new',
  'assigned-dead', 'dead-assigned',
  'working-dead', 'dead-working',
  'recycled-dead', 'dead-recycled',
  'working-recycled', 'recycled-working',
  'recycled-assigned', 'assigned-recycled',
  'new-converted', 'converted-new',
  'assigned-converted', 'converted-assigned',
  'working-converted', 'converted-working'
) BEGIN
  SELECT RAISE(ABORT, 'no lead changes its state so');
END;

CREATE INDEX lead_owner ON lead (workspace_id, owner_id, live, open, created_at, id, state, source_id);

CREATE INDEX lead_phone ON lead (workspace_id, phone_norm) WHERE phone_norm <> '';

CREATE INDEX lead_reason ON lead (workspace_id, reason_id);

CREATE TRIGGER lead_rests BEFORE UPDATE OF state ON lead WHEN OLD.live = 0 AND NEW.state <> OLD.state BEGIN
  SELECT RAISE(ABORT, 'a lead in the trash changes no more');
END;

CREATE INDEX lead_source ON lead (workspace_id, source_id, live, open, created_at, id);

CREATE INDEX lead_trash ON lead (workspace_id, trashed_at, id) WHERE live = 0;

CREATE INDEX lead_unanswered ON lead (workspace_id, created_at) WHERE live = 1 AND open = 1 AND answered_at IS NULL;

CREATE TRIGGER web_form_lead_gone BEFORE DELETE ON lead BEGIN
  DELETE FROM web_form_entry
  WHERE workspace_id = OLD.workspace_id AND lead_id = OLD.id;
END;

CREATE TABLE lead_label (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('source', 'reason')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: no longer offered; old leads keep it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind, name_key)
) STRICT;

CREATE TABLE lead_taker (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  given INTEGER NOT NULL,                                             -- the number of the lead that they were given last, counted over all
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, member_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE TABLE letter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,                                      -- 0: of an account, outside any workspace
  kind TEXT NOT NULL,                                                 -- what writes the words, like email.test
  name TEXT NOT NULL,                                                 -- the key of what it is called on pages
  address TEXT NOT NULL,
  recipient TEXT NOT NULL,                                            -- the name of whoever gets it; empty: not known
  language TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id),                         -- if whoever gets it has one
  payload TEXT NOT NULL CHECK (json_valid(payload)),                  -- ids of what it is about
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'handed', 'sent', 'held', 'failed', 'bounced',
    'unclear', 'needless')),
  tries INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',                                   -- the key of why the last try did not end well
  said TEXT NOT NULL DEFAULT '',                                      -- what the mail server said to it
  message_id TEXT NOT NULL DEFAULT '',                                -- its name in the world, given before the first try
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  sent_at INTEGER, kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1)),
  UNIQUE (workspace_id, id),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;

CREATE INDEX letter_account ON letter (account_id) WHERE account_id IS NOT NULL;

CREATE INDEX letter_held ON letter (workspace_id, id) WHERE state = 'held';

CREATE INDEX letter_rest ON letter (workspace_id, updated_at)
  WHERE kept = 0 AND state IN ('sent', 'failed', 'bounced', 'unclear', 'needless');

CREATE INDEX letter_unwell ON letter (id) WHERE state IN ('held', 'failed', 'bounced', 'unclear');

CREATE TABLE "list_view" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  list TEXT NOT NULL CHECK (list IN ('contacts', 'companies', 'leads', 'deals', 'tasks')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  author_id INTEGER,                                                  -- NULL: the installation itself
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),                   -- 0: for its author only
  state TEXT NOT NULL CHECK (json_valid(state)),                      -- filters, conditions, order, columns
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, author_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX list_view_author ON list_view (workspace_id, author_id);

CREATE INDEX list_view_list ON list_view (workspace_id, list, name_sort, id);

CREATE TABLE "list_view_default" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  list TEXT NOT NULL CHECK (list IN ('contacts', 'companies', 'leads', 'deals', 'tasks')),
  view_id INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, member_id, list),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id),
  FOREIGN KEY (workspace_id, view_id) REFERENCES list_view (workspace_id, id)
) STRICT;

CREATE INDEX list_view_default_view ON list_view_default (workspace_id, view_id);

CREATE TABLE lost_reason (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: not offered any more
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

CREATE TABLE mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  about_id INTEGER NOT NULL,                                          -- the record from whose page it was written
  person_id INTEGER NOT NULL,                                         -- the contact, lead or company that gets it
  letter_id INTEGER,                                                  -- NULL only within the act that writes it
  reach TEXT NOT NULL CHECK (reach IN ('one', 'many')),               -- many: it went to others, too
  subject TEXT NOT NULL CHECK (length(subject) > 0),
  body TEXT NOT NULL,                                                 -- as it was sent: fields filled in, signed
  reply_name TEXT NOT NULL,
  reply_address TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER, lead_id INTEGER,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, letter_id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, letter_id) REFERENCES letter (workspace_id, id),
  FOREIGN KEY (workspace_id, created_by) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX mail_about ON mail (workspace_id, about_id, id);

CREATE INDEX mail_created_at ON mail (workspace_id, created_at);

CREATE INDEX mail_created_by ON mail (workspace_id, created_by);

CREATE INDEX mail_lead ON mail (workspace_id, lead_id) WHERE lead_id IS NOT NULL;

CREATE INDEX mail_person ON mail (workspace_id, person_id);

CREATE TABLE mail_account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL UNIQUE REFERENCES workspace (id),
  host TEXT NOT NULL,
  port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  encryption TEXT NOT NULL CHECK (encryption IN ('starttls', 'tls')),
  user TEXT NOT NULL,
  password BLOB,                                                      -- locked with the master key; NULL: none
  address TEXT NOT NULL,                                              -- the sender's
  name TEXT NOT NULL,                                                 -- the sender's; empty: the workspace's
  version INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id)
) STRICT;

CREATE TABLE mail_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  mail_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                                                 -- the ending, which says what it is
  size INTEGER NOT NULL CHECK (size > 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, mail_id) REFERENCES mail (workspace_id, id)
) STRICT;

CREATE INDEX mail_file_mail ON mail_file (workspace_id, mail_id);

CREATE TABLE mail_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  language TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (length(subject) <= 200),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),        -- with fields in curly brackets
  version INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

CREATE TABLE mail_way_out (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  mail_id INTEGER NOT NULL,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, mail_id) REFERENCES mail (workspace_id, id)
) STRICT;

CREATE INDEX mail_way_out_mail ON mail_way_out (workspace_id, mail_id);

CREATE TABLE member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'sales', 'bookkeeper', 'viewer')),
  disabled_at INTEGER,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, account_id)
) STRICT;

CREATE INDEX member_account ON member (account_id);

CREATE TABLE merge (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,                                        -- what went
  into_id INTEGER NOT NULL,                                           -- what it went into
  change_set_id INTEGER NOT NULL,                                     -- takes them apart again
  merged_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, into_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  CHECK (subject_id <> into_id)
) STRICT;

CREATE INDEX merge_into ON merge (workspace_id, into_id);

CREATE INDEX merge_set ON merge (workspace_id, change_set_id);

CREATE TABLE merge_move (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  change_set_id INTEGER NOT NULL,
  place TEXT NOT NULL,                                                -- the table
  row_id INTEGER NOT NULL,                                            -- its row
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, change_set_id, place, row_id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id)
) STRICT;

CREATE TABLE note (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  about_id INTEGER NOT NULL,                                          -- the subject that it is about
  kind TEXT NOT NULL CHECK (kind IN ('note', 'call', 'meeting', 'letter', 'mail')),
  outcome TEXT NOT NULL DEFAULT '',                                   -- how it went; empty: nobody said
  held_at INTEGER,                                                    -- when it was; NULL: when it was written down
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440),                 -- how long it took
  phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 40),         -- the number that was called
  body TEXT NOT NULL CHECK (length(body) <= 20000),                   -- Markdown; plain text of a mail
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: removed, can be undone
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  CHECK (body <> '' OR outcome <> ''),
  CHECK (outcome = ''
    OR kind = 'call' AND outcome IN ('reached', 'not_reached', 'left_message', 'wrong_number', 'spoke', 'missed')
    OR kind = 'meeting' AND outcome IN ('held', 'no_show', 'called_off')
    OR kind = 'letter' AND outcome IN ('sent', 'came_back', 'received')
    OR kind = 'mail' AND outcome IN ('sent', 'received'))
) STRICT;

CREATE INDEX note_about ON note (workspace_id, about_id);

CREATE INDEX note_removed ON note (workspace_id, updated_at) WHERE live = 0;

CREATE INDEX note_written ON note (workspace_id, live, created_at, created_by, kind);

CREATE TABLE notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,                                -- who is told
  kind TEXT NOT NULL CHECK (kind <> ''),
  about_id INTEGER,                                          -- the subject that it is about
  actor_id INTEGER,                                          -- the member who caused it; NULL: Kantora itself
  detail TEXT NOT NULL DEFAULT '',                           -- the title or name as it was then
  at INTEGER NOT NULL,
  unread INTEGER NOT NULL DEFAULT 1 CHECK (unread IN (0, 1)),
  read_at INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  CHECK ((unread = 1) = (read_at IS NULL))
) STRICT;

CREATE INDEX notice_about ON notice (workspace_id, about_id);

CREATE INDEX notice_at ON notice (workspace_id, at);

CREATE INDEX notice_of_member ON notice (workspace_id, member_id, unread, id);

CREATE TABLE notice_choice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL CHECK (kind <> ''),
  way TEXT NOT NULL CHECK (way IN ('bell', 'letter', 'off')),
  UNIQUE (account_id, kind)
) STRICT;

CREATE TABLE number_check (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  subject_id INTEGER NOT NULL,                                        -- a company or a contact
  register TEXT CHECK (register IN ('vies', 'hmrc', 'companies')),    -- none: somebody looked it up
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 30),
  is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1)),
  name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 300),          -- as the register gives it
  address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 600),
  reference TEXT NOT NULL DEFAULT '' CHECK (length(reference) <= 200),  -- of the consultation, or where somebody looked
  asked_at INTEGER NOT NULL,
  asked_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, asked_by) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX number_check_asked_at ON number_check (workspace_id, asked_at);

CREATE INDEX number_check_asked_by ON number_check (workspace_id, asked_by);

CREATE TRIGGER number_check_stays BEFORE UPDATE ON number_check
WHEN json_array(NEW.id, NEW.workspace_id, NEW.register, NEW.number, NEW.is_valid, NEW.name, NEW.address, NEW.reference,
                NEW.asked_at, NEW.asked_by)
  <> json_array(OLD.id, OLD.workspace_id, OLD.register, OLD.number, OLD.is_valid, OLD.name, OLD.address, OLD.reference,
                OLD.asked_at, OLD.asked_by)
BEGIN
  SELECT RAISE(ABORT, 'what was found out about a number never changes');
END;

CREATE INDEX number_check_subject ON number_check (workspace_id, subject_id, id);

CREATE TABLE number_question (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  subject_id INTEGER NOT NULL,
  register TEXT NOT NULL CHECK (register IN ('vies', 'hmrc', 'companies')),
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 30),
  asked_at INTEGER NOT NULL,
  asked_by INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  tried_at INTEGER,
  trouble TEXT CHECK (trouble IN ('off', 'unreachable', 'busy', 'refused', 'unreadable')),
  is_given_up INTEGER NOT NULL DEFAULT 0 CHECK (is_given_up IN (0, 1)),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id, register),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, asked_by) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX number_question_asked_at ON number_question (workspace_id, asked_at);

CREATE INDEX number_question_asked_by ON number_question (workspace_id, asked_by);

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

CREATE TABLE pack (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,                                                -- within, too
  state TEXT NOT NULL CHECK (state IN ('making', 'made', 'failed')),
  papers INTEGER NOT NULL DEFAULT 0 CHECK (papers >= 0),              -- so many are to be put in
  done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),                  -- so many are in
  blob_id INTEGER,                                                    -- the file, once it is made
  created_at INTEGER NOT NULL,                                        -- what was issued and paid until then is in
  created_by INTEGER,
  CHECK (from_on <= to_on),
  CHECK ((state = 'made') = (blob_id IS NOT NULL)),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, blob_id) REFERENCES blob (workspace_id, id)
) STRICT;

CREATE INDEX pack_blob ON pack (workspace_id, blob_id) WHERE blob_id IS NOT NULL;

CREATE INDEX pack_by_age ON pack (workspace_id, created_at);

CREATE TABLE passkey (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  credential_id BLOB NOT NULL UNIQUE,
  credential TEXT NOT NULL,                                           -- public key and counter, as JSON: no secret
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

CREATE INDEX passkey_account ON passkey (account_id);

CREATE TABLE password_reset (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  token_hash BLOB UNIQUE CHECK (length(token_hash) = 32),             -- NULL: no link was made yet
  seal BLOB NOT NULL CHECK (length(seal) = 32),                       -- of the address and password it was asked for
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;

CREATE INDEX password_reset_account ON password_reset (account_id, created_at);

CREATE INDEX password_reset_created ON password_reset (created_at);

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

CREATE TRIGGER payment_remains BEFORE DELETE ON payment
BEGIN
  SELECT RAISE(ABORT, 'a payment is undone, never deleted');
END;

CREATE TRIGGER payment_stays BEFORE UPDATE ON payment
WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL
  OR json_array(NEW.id, NEW.workspace_id, NEW.customer_id, NEW.kind, NEW.received_on, NEW.currency, NEW.amount,
                NEW.reference, NEW.note, NEW.created_at, NEW.created_by)
  <> json_array(OLD.id, OLD.workspace_id, OLD.customer_id, OLD.kind, OLD.received_on, OLD.currency, OLD.amount,
                OLD.reference, OLD.note, OLD.created_at, OLD.created_by)
BEGIN
  SELECT RAISE(ABORT, 'a payment is undone, never changed');
END;

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

CREATE TRIGGER payment_part_remains BEFORE DELETE ON payment_part
BEGIN
  SELECT RAISE(ABORT, 'a payment is undone, never deleted');
END;

CREATE TRIGGER payment_part_stays BEFORE UPDATE ON payment_part
BEGIN
  SELECT RAISE(ABORT, 'a payment is undone, never changed');
END;

CREATE TABLE pipeline (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: put away, takes no deal any more
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

CREATE TABLE postal_address (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('main', 'billing', 'delivery', 'home', 'other')),
  street TEXT NOT NULL DEFAULT '',                                    -- may have several lines
  city TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  country TEXT CHECK (length(country) = 2),                           -- ISO 3166-1
  position INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id)
) STRICT;

CREATE INDEX postal_address_subject ON postal_address (workspace_id, subject_id, position);

CREATE TABLE price_list (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  currency TEXT NOT NULL CHECK (length(currency) = 3),                -- of papers on which it counts
  percent INTEGER NOT NULL CHECK (percent BETWEEN -1000000 AND 1000000),  -- ten-thousandths of a point; below zero: comes off
  valid_on TEXT NOT NULL,                                             -- the first day
  valid_until TEXT CHECK (valid_until >= valid_on),                   -- the last day; none: it goes on
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

CREATE TABLE price_list_customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,                                        -- a company or a contact
  list_id INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, list_id) REFERENCES price_list (workspace_id, id)
) STRICT;

CREATE INDEX price_list_customer_list ON price_list_customer (workspace_id, list_id);

CREATE TABLE price_list_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  list_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000000),  -- millionths of the currency's whole unit
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, list_id, product_id),
  FOREIGN KEY (workspace_id, list_id) REFERENCES price_list (workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES product (workspace_id, id)
) STRICT;

CREATE INDEX price_list_item_product ON price_list_item (workspace_id, product_id);

CREATE TABLE product (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  sku TEXT NOT NULL DEFAULT '' CHECK (length(sku) <= 60),             -- its number in the catalogue, if it has one
  sku_key TEXT NOT NULL DEFAULT '',                                   -- base::text::fold
  about TEXT NOT NULL DEFAULT '' CHECK (length(about) <= 2000),
  kind TEXT NOT NULL CHECK (kind IN ('goods', 'service', 'digital')),
  unit TEXT NOT NULL CHECK (length(unit) BETWEEN 2 AND 3),            -- UN/ECE Recommendation 20
  class_id INTEGER NOT NULL,
  entry TEXT NOT NULL CHECK (entry IN ('net', 'gross')),              -- what its prices are
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: retired
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, class_id) REFERENCES tax_class (workspace_id, id)
) STRICT;

CREATE INDEX product_by_name ON product (workspace_id, live, name_sort, id);

CREATE INDEX product_class ON product (workspace_id, class_id, live, name_sort, id);

CREATE UNIQUE INDEX product_sku ON product (workspace_id, sku_key) WHERE sku_key <> '';

CREATE TABLE product_price (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000000),  -- millionths of the currency's whole unit
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, product_id, currency),
  FOREIGN KEY (workspace_id, product_id) REFERENCES product (workspace_id, id)
) STRICT;

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

CREATE TRIGGER proforma_comes BEFORE INSERT ON proforma
WHEN NOT EXISTS (SELECT 1 FROM invoice
                 WHERE workspace_id = NEW.workspace_id AND id = NEW.invoice_id AND state = 'draft' AND kind = 'invoice')
BEGIN
  SELECT RAISE(ABORT, 'a pro-forma is made of the draft of an invoice');
END;

CREATE INDEX proforma_customer ON proforma (workspace_id, customer_id);

CREATE TRIGGER proforma_ends BEFORE UPDATE OF is_withdrawn ON proforma
WHEN NEW.is_withdrawn AND NOT OLD.is_withdrawn
  AND EXISTS (SELECT 1 FROM invoice
              WHERE workspace_id = OLD.workspace_id AND id = OLD.invoice_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'a pro-forma that became an invoice stays');
END;

CREATE INDEX proforma_invoice ON proforma (workspace_id, invoice_id) WHERE invoice_id IS NOT NULL;

CREATE UNIQUE INDEX proforma_live ON proforma (workspace_id, invoice_id) WHERE NOT is_withdrawn;

CREATE TRIGGER proforma_remains BEFORE DELETE ON proforma
BEGIN
  SELECT RAISE(ABORT, 'a pro-forma is never deleted');
END;

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

CREATE TABLE published_rate (
  source TEXT NOT NULL CHECK (source IN ('ecb', 'hmrc')),
  valid_on TEXT NOT NULL,                                             -- from that day on
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  rate INTEGER NOT NULL CHECK (rate > 0),                             -- so much of it for one euro (ecb) or pound (hmrc), at 10^-9
  PRIMARY KEY (source, valid_on, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE quote (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,                                       -- a company's or contact's subject
  deal_id INTEGER,
  number TEXT CHECK (length(number) BETWEEN 1 AND 30),                -- from its first sending on
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, number),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES subject (workspace_id, id)
) STRICT;

CREATE INDEX quote_customer ON quote (workspace_id, customer_id, id);

CREATE INDEX quote_deal ON quote (workspace_id, deal_id) WHERE deal_id IS NOT NULL;

CREATE TABLE quote_acceptance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) <= 200),
  email TEXT NOT NULL CHECK (length(email) <= 254),
  address TEXT NOT NULL CHECK (length(address) <= 60),                -- of the network
  agent TEXT NOT NULL CHECK (length(agent) <= 300),                   -- the browser, as it calls itself
  reason TEXT NOT NULL CHECK (length(reason) <= 300),                 -- how a member knows of it; empty: the customer did it
  member_id INTEGER,
  at INTEGER NOT NULL,
  document TEXT NOT NULL,                                             -- what was accepted, as JSON
  hash BLOB NOT NULL CHECK (length(hash) = 32),                       -- of that
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, version_id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES quote_version (workspace_id, id)
) STRICT;

CREATE TRIGGER quote_acceptance_remains BEFORE DELETE ON quote_acceptance
BEGIN
  SELECT RAISE(ABORT, 'evidence is never deleted');
END;

CREATE TRIGGER quote_acceptance_stays BEFORE UPDATE ON quote_acceptance
BEGIN
  SELECT RAISE(ABORT, 'evidence never changes');
END;

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

CREATE TRIGGER quote_document_remains BEFORE DELETE ON quote_document
BEGIN
  SELECT RAISE(ABORT, 'the file of what was offered is never deleted');
END;

CREATE TRIGGER quote_document_stays BEFORE UPDATE ON quote_document
BEGIN
  SELECT RAISE(ABORT, 'the file of what was offered never changes');
END;

CREATE TABLE quote_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('item', 'optional', 'heading', 'text', 'subtotal')),
  product_id INTEGER,
  name TEXT NOT NULL CHECK (length(name) <= 200),
  about TEXT NOT NULL CHECK (length(about) <= 2000),
  choices TEXT NOT NULL CHECK (length(choices) <= 500),               -- quantities to choose from, in millionths, as JSON
  kind TEXT CHECK (kind IN ('goods', 'service', 'digital')),          -- from here on only of what is sold
  quantity INTEGER,                                                   -- millionths
  unit TEXT CHECK (length(unit) BETWEEN 2 AND 3),                     -- UN/ECE Recommendation 20
  price INTEGER CHECK (price BETWEEN 0 AND 1000000000000000),         -- millionths of the currency's whole unit
  discount INTEGER CHECK (discount BETWEEN 0 AND 1000000),            -- ten-thousandths of a point
  class_id INTEGER,
  taken INTEGER,                                                      -- how much of it was accepted, in millionths; none: not
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, version_id, position),
  CHECK (part NOT IN ('item', 'optional')
    OR kind IS NOT NULL AND quantity IS NOT NULL AND unit IS NOT NULL AND price IS NOT NULL AND class_id IS NOT NULL),
  FOREIGN KEY (workspace_id, version_id) REFERENCES quote_version (workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES product (workspace_id, id),
  FOREIGN KEY (workspace_id, class_id) REFERENCES tax_class (workspace_id, id)
) STRICT;

CREATE INDEX quote_line_class ON quote_line (workspace_id, class_id) WHERE class_id IS NOT NULL;

CREATE TRIGGER quote_line_comes BEFORE INSERT ON quote_line
WHEN EXISTS (SELECT 1 FROM quote_version
             WHERE workspace_id = NEW.workspace_id AND id = NEW.version_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'what was offered never changes');
END;

CREATE INDEX quote_line_product ON quote_line (workspace_id, product_id) WHERE product_id IS NOT NULL;

CREATE TRIGGER quote_line_remains BEFORE DELETE ON quote_line
WHEN EXISTS (SELECT 1 FROM quote_version
             WHERE workspace_id = OLD.workspace_id AND id = OLD.version_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'what was offered never changes');
END;

CREATE TRIGGER quote_line_stays BEFORE UPDATE ON quote_line
WHEN json_array(NEW.id, NEW.workspace_id, NEW.version_id, NEW.position, NEW.part, NEW.product_id, NEW.name, NEW.about,
                NEW.choices, NEW.kind, NEW.quantity, NEW.unit, NEW.price, NEW.discount, NEW.class_id)
  <> json_array(OLD.id, OLD.workspace_id, OLD.version_id, OLD.position, OLD.part, OLD.product_id, OLD.name, OLD.about,
                OLD.choices, OLD.kind, OLD.quantity, OLD.unit, OLD.price, OLD.discount, OLD.class_id)
  OR OLD.taken IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'what was offered never changes');
END;

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

CREATE TABLE quote_part (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 1),                                  -- its place, rising
  stage TEXT NOT NULL CHECK (stage IN ('deposit', 'milestone', 'rest', 'full')),
  percent INTEGER CHECK (percent BETWEEN 1 AND 999999),               -- as it was asked for: ten-thousandths of a point,
  amount INTEGER CHECK (amount > 0),                                  -- or minor units as the quote's prices are
  gross INTEGER NOT NULL CHECK (gross > 0),                           -- what it comes to, in minor units
  invoice_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, version_id, n),
  UNIQUE (workspace_id, invoice_id),
  CHECK ((percent IS NOT NULL) + (amount IS NOT NULL) = (stage IN ('deposit', 'milestone'))),
  FOREIGN KEY (workspace_id, version_id) REFERENCES quote_version (workspace_id, id),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id)
) STRICT;

CREATE VIEW quote_part_counted AS
SELECT quote_part.workspace_id, quote_part.version_id, quote_part.n,
       CASE WHEN invoice.state = 'voided' THEN 0
            WHEN quote_part.stage IN ('deposit', 'milestone') THEN COALESCE(invoice.gross, quote_part.gross)
            ELSE quote_part.gross END AS counts
FROM quote_part
JOIN invoice ON invoice.workspace_id = quote_part.workspace_id AND invoice.id = quote_part.invoice_id;

CREATE TABLE quote_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  quote_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, quote_id),
  UNIQUE (workspace_id, name_key),
  FOREIGN KEY (workspace_id, quote_id) REFERENCES quote (workspace_id, id)
) STRICT;

CREATE TABLE quote_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  quote_id INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 1),
  state TEXT NOT NULL CHECK (state IN (
    'draft', 'sent', 'accepted', 'declined', 'expired', 'withdrawn', 'superseded')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  entry TEXT NOT NULL CHECK (entry IN ('net', 'gross')),
  valid_until TEXT NOT NULL,                                          -- the last day, where the company is
  terms TEXT NOT NULL CHECK (length(terms) <= 20),                    -- billing::terms; empty: the customer's
  supplied_on TEXT,
  buyer_order TEXT NOT NULL CHECK (length(buyer_order) <= 100),
  buyer_reference TEXT NOT NULL CHECK (length(buyer_reference) <= 100),
  note TEXT NOT NULL CHECK (length(note) <= 2000),
  net INTEGER,                                                        -- of all that is ticked as it was sent
  vat INTEGER,
  gross INTEGER,
  document TEXT,                                                      -- billing::documents with every line, as JSON
  hash BLOB CHECK (length(hash) = 32),                                -- of that
  token_hash BLOB CHECK (length(token_hash) = 32),                    -- of what the customer's link ends with
  sent_at INTEGER,
  sent_by INTEGER,
  viewed_at INTEGER,                                                  -- when the customer's browser first showed it
  answered_at INTEGER,
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 300),      -- why it was declined
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, quote_id, n),
  CHECK (state IN ('draft', 'withdrawn')
    OR document IS NOT NULL AND hash IS NOT NULL AND token_hash IS NOT NULL AND sent_at IS NOT NULL AND gross IS NOT NULL),
  FOREIGN KEY (workspace_id, quote_id) REFERENCES quote (workspace_id, id)
) STRICT;

CREATE TRIGGER quote_version_begins BEFORE INSERT ON quote_version WHEN NEW.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'a quote begins as a draft');
END;

CREATE INDEX quote_version_ends ON quote_version (workspace_id, valid_until) WHERE state = 'sent';

CREATE TRIGGER quote_version_goes BEFORE UPDATE OF state ON quote_version
WHEN NEW.state <> OLD.state
  AND OLD.state || ' ' || NEW.state NOT IN (
    'draft sent', 'draft withdrawn', 'sent accepted', 'sent declined', 'sent expired', 'sent withdrawn', 'sent superseded',
    'expired accepted', 'expired superseded')
BEGIN
  SELECT RAISE(ABORT, 'a quote does not go that way');
END;

CREATE UNIQUE INDEX quote_version_live ON quote_version (workspace_id, quote_id) WHERE state <> 'superseded';

CREATE TRIGGER quote_version_remains BEFORE DELETE ON quote_version WHEN OLD.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'what was offered is never deleted');
END;

CREATE INDEX quote_version_state ON quote_version (workspace_id, state, quote_id);

CREATE TRIGGER quote_version_stays BEFORE UPDATE ON quote_version
WHEN OLD.state <> 'draft'
  AND json_array(NEW.id, NEW.workspace_id, NEW.quote_id, NEW.n, NEW.currency, NEW.entry, NEW.valid_until, NEW.terms,
                 NEW.supplied_on, NEW.buyer_order, NEW.buyer_reference, NEW.note, NEW.net, NEW.vat, NEW.gross, NEW.document,
                 hex(NEW.hash), hex(NEW.token_hash), NEW.sent_at, NEW.sent_by, NEW.created_at)
   <> json_array(OLD.id, OLD.workspace_id, OLD.quote_id, OLD.n, OLD.currency, OLD.entry, OLD.valid_until, OLD.terms,
                 OLD.supplied_on, OLD.buyer_order, OLD.buyer_reference, OLD.note, OLD.net, OLD.vat, OLD.gross, OLD.document,
                 hex(OLD.hash), hex(OLD.token_hash), OLD.sent_at, OLD.sent_by, OLD.created_at)
BEGIN
  SELECT RAISE(ABORT, 'what was offered never changes');
END;

CREATE UNIQUE INDEX quote_version_token ON quote_version (token_hash) WHERE token_hash IS NOT NULL;

CREATE TABLE rate_by_hand (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  base TEXT NOT NULL CHECK (length(base) = 3),                        -- one of it, the workspace's currency then
  currency TEXT NOT NULL CHECK (length(currency) = 3 AND currency <> base),
  rate INTEGER NOT NULL CHECK (rate > 0),                             -- costs so much of that, at 10^-9
  valid_on TEXT NOT NULL,                                             -- from that day on
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, base, currency, valid_on)
) STRICT;

CREATE TABLE rate_choice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL UNIQUE REFERENCES workspace (id),
  source TEXT CHECK (source IN ('ecb', 'hmrc')),
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id)
) STRICT;

CREATE TABLE rate_feed (
  source TEXT PRIMARY KEY CHECK (source IN ('ecb', 'hmrc')),
  asked_at INTEGER NOT NULL,
  answered_at INTEGER,                                                -- the last answer that could be used
  trouble TEXT CHECK (trouble IN ('unreachable', 'refused', 'unreadable'))
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),             -- SHA-256 of 120 random bits
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  UNIQUE (account_id, code_hash)
) STRICT;

CREATE TABLE register_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  register TEXT NOT NULL CHECK (register IN ('hmrc', 'companies')),
  locked BLOB NOT NULL,
  set_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, register)
) STRICT;

CREATE TABLE schedule (
  name TEXT PRIMARY KEY,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE schema_migration (
           number INTEGER PRIMARY KEY,
           name TEXT NOT NULL,
           applied_at INTEGER NOT NULL
         ) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  word,
  content = '',
  contentless_delete = 1,
  detail = 'none',
  tokenize = 'trigram case_sensitive 1'
);

CREATE TABLE search_prefix (
  workspace_id INTEGER NOT NULL,
  word TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, word, subject_id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX search_prefix_subject ON search_prefix (workspace_id, subject_id);

CREATE TABLE search_word (
  word_id INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  word TEXT NOT NULL,
  UNIQUE (workspace_id, word)
) STRICT;

CREATE TABLE security_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,                                                -- like session.refuse
  door TEXT NOT NULL,
  account_id INTEGER,                                                 -- whom it happened to; outlives the account
  actor_account_id INTEGER,                                           -- who did it, if somebody signed in did
  address TEXT,                                                       -- of the client
  detail TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX security_event_account ON security_event (account_id, at) WHERE account_id IS NOT NULL;

CREATE INDEX security_event_at ON security_event (at);

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

CREATE TABLE session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),    -- SHA-256 of the cookie's value
  is_kept INTEGER NOT NULL CHECK (is_kept IN (0, 1)),                 -- "keep me signed in on this device"
  address TEXT NOT NULL,                                              -- of the client at sign-in
  agent TEXT NOT NULL CHECK (length(agent) <= 400),                   -- its User-Agent
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,                                           -- rounded: written every few minutes
  ends_at INTEGER NOT NULL,                                           -- idle end, moved by use, never beyond final_at
  final_at INTEGER NOT NULL, confirmed_at INTEGER NOT NULL DEFAULT 0,                                          -- absolute end
  CHECK (created_at <= seen_at AND ends_at <= final_at)
) STRICT;

CREATE INDEX session_account ON session (account_id);

CREATE INDEX session_end ON session (ends_at);

CREATE TABLE setup_token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

CREATE TABLE sign_in_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),    -- of the cookie's value
  is_kept INTEGER NOT NULL CHECK (is_kept IN (0, 1)),
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_step_account ON sign_in_step (account_id);

CREATE INDEX sign_in_step_end ON sign_in_step (ends_at);

CREATE TABLE stage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  pipeline_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  kind TEXT NOT NULL CHECK (kind IN ('open', 'ongoing', 'won', 'lost')),
  probability INTEGER NOT NULL CHECK (probability BETWEEN 0 AND 100), -- whole percent: nobody guesses finer
  rot_days INTEGER CHECK (rot_days BETWEEN 1 AND 365),                -- NULL: deals may rest here
  needs TEXT NOT NULL DEFAULT '',                                     -- what a deal must have to come here, words apart by blanks
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: put away; the history still names it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, pipeline_id, id),
  FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline (workspace_id, id),
  CHECK ((kind = 'won') <= (probability = 100 AND live = 1)),
  CHECK ((kind = 'lost') <= (probability = 0 AND live = 1)),
  CHECK (kind IN ('open', 'ongoing') OR rot_days IS NULL)
) STRICT;

CREATE UNIQUE INDEX stage_end ON stage (workspace_id, pipeline_id, kind) WHERE kind IN ('won', 'lost');

CREATE TRIGGER stage_kind BEFORE UPDATE OF kind ON stage
WHEN OLD.kind <> NEW.kind AND (OLD.kind IN ('won', 'lost') OR NEW.kind IN ('won', 'lost'))
BEGIN
  SELECT RAISE(ABORT, 'a stage that ends deals stays one, and no other becomes one');
END;

CREATE TABLE subject (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL,
  UNIQUE (workspace_id, id)
) STRICT;

CREATE TABLE support_access (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  account_id INTEGER NOT NULL REFERENCES account (id),                -- the operator
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  asked_at INTEGER NOT NULL,
  granted_at INTEGER,
  granted_by INTEGER,                                                 -- the owner
  ends_at INTEGER,                                                    -- set with the grant
  ended_at INTEGER,                                                   -- refused, taken back, given back, or over
  CHECK ((granted_at IS NULL) = (ends_at IS NULL) AND (granted_at IS NULL) = (granted_by IS NULL)),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, granted_by) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX support_access_account ON support_access (account_id);

CREATE INDEX support_access_granted ON support_access (workspace_id, granted_by);

CREATE UNIQUE INDEX support_access_live ON support_access (workspace_id, account_id) WHERE ended_at IS NULL;

CREATE TABLE support_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  access_id INTEGER NOT NULL,
  path TEXT NOT NULL,                                                 -- without its query
  at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, access_id) REFERENCES support_access (workspace_id, id)
) STRICT;

CREATE INDEX support_view_access ON support_view (workspace_id, access_id, id);

CREATE TABLE suppression (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  address_hash BLOB NOT NULL CHECK (length(address_hash) = 32),       -- of the workspace and the normal form
  hint TEXT NOT NULL,                                                 -- what people see of it: a…@example.com
  reason TEXT NOT NULL CHECK (reason IN ('link', 'asked')),
  created_at INTEGER NOT NULL,
  created_by INTEGER,                                                 -- who noted it; NULL: they did so themselves
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, address_hash),
  FOREIGN KEY (workspace_id, created_by) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX suppression_created_by ON suppression (workspace_id, created_by);

CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

CREATE TABLE tagging (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  tag_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, tag_id, subject_id),
  FOREIGN KEY (workspace_id, tag_id) REFERENCES tag (workspace_id, id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id)
) STRICT;

CREATE INDEX tagging_subject ON tagging (workspace_id, subject_id);

CREATE TABLE tally (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact')),
  live INTEGER NOT NULL CHECK (live >= 0),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind)
) STRICT;

CREATE TABLE task (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('todo', 'call', 'meeting', 'letter')),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  details TEXT NOT NULL DEFAULT '' CHECK (length(details) <= 10000),  -- Markdown
  about_id INTEGER,                                                   -- the subject that it is about
  assignee_id INTEGER,                                                -- who has to do it
  due_on TEXT,                                                        -- a whole day
  due_at INTEGER,                                                     -- or an instant
  due_sort INTEGER NOT NULL,                                          -- the instant, or the last one of the day in the workspace's zone, or the end of time
  done_at INTEGER,                                                    -- NULL: still to be done
  done_by INTEGER,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: removed, can be undone
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER, remind TEXT NOT NULL DEFAULT 'never'
  CHECK (remind IN ('never', 'at_time', '10_minutes', '1_hour', '1_day')), remind_at INTEGER, repeat TEXT NOT NULL DEFAULT '' CHECK (length(repeat) <= 200),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, assignee_id) REFERENCES member (workspace_id, id),
  CHECK (due_on IS NULL OR due_at IS NULL)
) STRICT;

CREATE INDEX task_about ON task (workspace_id, about_id, live, done_at, due_sort, id);

CREATE INDEX task_assignee ON task (workspace_id, assignee_id, live, done_at, due_sort, id);

CREATE INDEX task_by_due ON task (workspace_id, live, done_at, due_sort, id);

CREATE INDEX task_done ON task (workspace_id, done_at, id) WHERE live = 1 AND done_at IS NOT NULL;

CREATE INDEX task_finished ON task (workspace_id, live, done_at, done_by) WHERE done_at IS NOT NULL;

CREATE INDEX task_removed ON task (workspace_id, updated_at) WHERE live = 0;

CREATE TRIGGER task_rests BEFORE UPDATE OF done_at ON task WHEN OLD.live = 0 AND NEW.done_at IS NOT OLD.done_at BEGIN
  SELECT RAISE(ABORT, 'a task that was removed is neither done nor opened');
END;

CREATE TABLE task_summary (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  last_on TEXT NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, member_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE TABLE tax_choice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL UNIQUE REFERENCES workspace (id),
  oss INTEGER NOT NULL CHECK (oss IN (0, 1)),                         -- takes the rate of the buyer's country from consumers
  northern INTEGER NOT NULL CHECK (northern IN (0, 1)),               -- trades from Northern Ireland
  version INTEGER NOT NULL,
  UNIQUE (workspace_id, id)
) STRICT;

CREATE TABLE tax_class (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'O')),    -- UNCL 5305; the others follow from who buys where
  ground_en TEXT NOT NULL DEFAULT '' CHECK (length(ground_en) <= 300),  -- the legal ground on papers, where it is not taxed
  ground_bg TEXT NOT NULL DEFAULT '' CHECK (length(ground_bg) <= 300),
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: put away
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

CREATE TABLE tax_rate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  country TEXT NOT NULL CHECK (length(country) = 2),
  valid_on TEXT NOT NULL,
  percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 1000000),     -- ten-thousandths of a point
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, class_id, country, valid_on),
  FOREIGN KEY (workspace_id, class_id) REFERENCES tax_class (workspace_id, id)
) STRICT;

CREATE TABLE team (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  name_key TEXT NOT NULL,                                             -- base::text::fold: the same name in any spelling
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

CREATE TABLE team_member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  team_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  is_lead INTEGER NOT NULL DEFAULT 0 CHECK (is_lead IN (0, 1)),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, team_id, member_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX team_member_member ON team_member (workspace_id, member_id, is_lead);

CREATE TABLE token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,                                         -- who made it; it acts as this member
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),    -- SHA-256 of the whole token
  ending TEXT NOT NULL CHECK (length(ending) = 4),                    -- its last letters, to tell one from another
  grants TEXT NOT NULL CHECK (json_valid(grants)),                    -- what it may do: words of a closed list
  addresses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(addresses)), -- networks from which it may ask; none: any
  created_at INTEGER NOT NULL,
  used_at INTEGER,                                                    -- rounded: written every few minutes
  ends_at INTEGER,                                                    -- NULL: never, by choice
  revoked_at INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX token_member ON token (workspace_id, member_id, id);

CREATE TABLE totp (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL UNIQUE REFERENCES account (id),
  secret BLOB NOT NULL,
  last_step INTEGER NOT NULL,                                         -- of 30 s; no step is accepted twice (RFC 6238 5.2)
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE vat_cadence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL UNIQUE REFERENCES workspace (id),
  cadence TEXT NOT NULL CHECK (cadence IN ('month', 'quarter-mar', 'quarter-apr', 'quarter-may')),
  UNIQUE (workspace_id, id)
) STRICT;

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

CREATE TRIGGER vat_return_remains BEFORE DELETE ON vat_return
BEGIN
  SELECT RAISE(ABORT, 'a return that was made is never deleted');
END;

CREATE TRIGGER vat_return_stays BEFORE UPDATE ON vat_return
WHEN json_array(NEW.id, NEW.workspace_id, NEW.from_day, NEW.until_day, NEW.snapshot, hex(NEW.hash), NEW.closed_at,
                NEW.closed_by)
  <> json_array(OLD.id, OLD.workspace_id, OLD.from_day, OLD.until_day, OLD.snapshot, hex(OLD.hash), OLD.closed_at,
                OLD.closed_by)
  OR OLD.reopened_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a return that was made never changes');
END;

CREATE TABLE vat_scheme (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('unregistered', 'invoice', 'cash', 'flat')),
  percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 1000000 AND (kind = 'flat' OR percent = 0)),  -- ten-thousandths of a point
  valid_on TEXT NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, valid_on)
) STRICT;

CREATE TABLE web_form (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  token TEXT NOT NULL UNIQUE CHECK (length(token) = 26),              -- of its public address: shown to everybody, so it is no secret, and shown again
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),          -- among colleagues
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  intro TEXT NOT NULL DEFAULT '' CHECK (length(intro) <= 1000),
  button TEXT NOT NULL CHECK (length(button) BETWEEN 1 AND 40),
  thanks TEXT NOT NULL CHECK (length(thanks) BETWEEN 1 AND 1000),
  leads_to TEXT NOT NULL DEFAULT '' CHECK (leads_to = '' OR leads_to LIKE 'https://%'),
  language TEXT NOT NULL CHECK (language IN ('en', 'bg')),
  questions TEXT NOT NULL,                                            -- what it asks, JSON
  source TEXT NOT NULL DEFAULT '',                                    -- where its leads come from, by name
  owner_id INTEGER,                                                   -- who gets its leads; NULL: whoever's turn it is
  consent INTEGER NOT NULL DEFAULT 0,                                 -- the version of the wording that is asked for; 0: none
  confirms INTEGER NOT NULL DEFAULT 0 CHECK (confirms IN (0, 1)),     -- 1: double opt-in
  sites TEXT NOT NULL DEFAULT '[]',                                   -- the origins that may show it in a frame, JSON
  open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
  taken INTEGER NOT NULL DEFAULT 0,                                   -- how many leads it made
  last_at INTEGER,                                                    -- when it made the last one
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX web_form_by_name ON web_form (workspace_id, name_sort, id);

CREATE INDEX web_form_owner ON web_form (workspace_id, owner_id);

CREATE TABLE web_form_consent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  form_id INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  wording TEXT NOT NULL CHECK (length(wording) BETWEEN 1 AND 2000),
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, form_id, version),
  FOREIGN KEY (workspace_id, form_id) REFERENCES web_form (workspace_id, id)
) STRICT;

CREATE TABLE web_form_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  form_id INTEGER NOT NULL,
  lead_id INTEGER,                                                    -- what it became; NULL: waits until its sender confirms
  typed TEXT NOT NULL DEFAULT '',                                     -- while it waits: the facts and the message, JSON
  site TEXT NOT NULL DEFAULT '' CHECK (length(site) <= 200),          -- the site from which they came, as their browser said
  consent_id INTEGER,                                                 -- the wording that they agreed to
  address_hash BLOB NOT NULL CHECK (length(address_hash) = 32),       -- of the network address, keyed
  email_hash BLOB CHECK (length(email_hash) = 32),                    -- of the e-mail address that is to confirm, keyed
  proven INTEGER NOT NULL CHECK (proven IN (0, 1)),                   -- 1: the browser worked for it
  token_hash BLOB UNIQUE CHECK (length(token_hash) = 32),             -- NULL: no letter was written yet
  lettered_at INTEGER,                                                -- when a letter was asked for
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, form_id) REFERENCES web_form (workspace_id, id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id),
  FOREIGN KEY (workspace_id, consent_id) REFERENCES web_form_consent (workspace_id, id),
  CHECK ((lead_id IS NULL) = (typed <> ''))
) STRICT;

CREATE INDEX web_form_entry_consent ON web_form_entry (workspace_id, consent_id);

CREATE INDEX web_form_entry_email ON web_form_entry (workspace_id, email_hash, lettered_at);

CREATE INDEX web_form_entry_form ON web_form_entry (workspace_id, form_id, created_at);

CREATE INDEX web_form_entry_lead ON web_form_entry (workspace_id, lead_id);

CREATE INDEX web_form_entry_waiting ON web_form_entry (workspace_id, form_id, created_at) WHERE lead_id IS NULL;

CREATE TABLE workspace (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 2 AND 40),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),          -- trading name, shown in the frame
  legal_name TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL CHECK (length(country) = 2),                  -- ISO 3166-1
  registration_number TEXT NOT NULL DEFAULT '',
  vat_number TEXT NOT NULL DEFAULT '',
  currency TEXT NOT NULL CHECK (length(currency) = 3),                -- ISO 4217
  zone TEXT NOT NULL,                                                 -- IANA name; the zone of its days
  week_start INTEGER NOT NULL DEFAULT 1 CHECK (week_start IN (1, 6, 7)), -- ISO weekday
  language TEXT NOT NULL,
  phone_country TEXT NOT NULL CHECK (length(phone_country) = 2),      -- of numbers without a country code
  changes INTEGER NOT NULL DEFAULT 0,                                 -- grows with settings, members, tags: keys the caches
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
, suspended_at INTEGER, second_factor TEXT NOT NULL DEFAULT 'nobody'
  CHECK (second_factor IN ('nobody', 'admins', 'everybody'))) STRICT;

CREATE TRIGGER workspace_begins AFTER INSERT ON workspace
BEGIN
  INSERT INTO pipeline (workspace_id, name, name_key, position)
  VALUES (
    NEW.id,
    CASE NEW.language WHEN 'bg' THEN 'Продажби' ELSE 'Sales' END,
    CASE NEW.language WHEN 'bg' THEN 'prodazhbi' ELSE 'sales' END,
    1
  );
  INSERT INTO stage (workspace_id, pipeline_id, name, kind, probability, rot_days, position)
  SELECT pipeline.workspace_id, pipeline.id, first_stage.name, first_stage.kind, first_stage.probability,
         first_stage.rot_days, first_stage.position
  FROM pipeline
  JOIN first_stage ON first_stage.language = CASE NEW.language WHEN 'bg' THEN 'bg' ELSE 'en' END
  WHERE pipeline.workspace_id = NEW.id
  ORDER BY first_stage.position;
  INSERT INTO lost_reason (workspace_id, name, name_key, position)
  SELECT NEW.id, name, name_key, position
  FROM first_lost_reason
  WHERE language = CASE NEW.language WHEN 'bg' THEN 'bg' ELSE 'en' END
  ORDER BY position;
END;

CREATE TRIGGER workspace_begins_taxes AFTER INSERT ON workspace
BEGIN
  INSERT INTO tax_class (workspace_id, name, name_key, category, ground_en, ground_bg, position)
  SELECT workspace_id, name, name_key, category, ground_en, ground_bg, position
  FROM begun_tax_class
  WHERE workspace_id = NEW.id
  ORDER BY position;
  INSERT INTO tax_rate (workspace_id, class_id, country, valid_on, percent)
  SELECT workspace_id, class_id, country, valid_on, percent
  FROM begun_tax_rate
  WHERE workspace_id = NEW.id
  ORDER BY class_id, country, valid_on;
END;
