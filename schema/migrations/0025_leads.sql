-- Whoever may become a customer, who takes new ones in turn, and the words by which they are sorted.

-- Where leads come from, and why they came to nothing.
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

-- Who takes new leads in turn: the one who was last given one the longest ago comes next.
CREATE TABLE lead_taker (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  given INTEGER NOT NULL,                                             -- the number of the lead that they were given last, counted over all
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, member_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

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
CREATE INDEX lead_by_name ON lead (workspace_id, live, open, name_sort, id);
CREATE INDEX lead_by_change ON lead (workspace_id, live, open, updated_at, id);
CREATE INDEX lead_by_age ON lead (workspace_id, live, open, created_at, id);
CREATE INDEX lead_owner ON lead (workspace_id, owner_id, live, open, created_at, id);
CREATE INDEX lead_source ON lead (workspace_id, source_id, live, open, created_at, id);
CREATE INDEX lead_reason ON lead (workspace_id, reason_id);
CREATE INDEX lead_email ON lead (workspace_id, email_norm) WHERE email_norm <> '';
CREATE INDEX lead_phone ON lead (workspace_id, phone_norm) WHERE phone_norm <> '';
CREATE INDEX lead_back ON lead (workspace_id, back_on, id) WHERE state = 'recycled' AND live = 1;
CREATE INDEX lead_trash ON lead (workspace_id, trashed_at, id) WHERE live = 0;
CREATE INDEX lead_contact ON lead (workspace_id, converted_contact_id);
CREATE INDEX lead_company ON lead (workspace_id, converted_company_id);
CREATE INDEX lead_deal ON lead (workspace_id, converted_deal_id);

CREATE TRIGGER lead_begins BEFORE INSERT ON lead WHEN NEW.state <> 'new' BEGIN
  SELECT RAISE(ABORT, 'a lead begins as new');
END;

-- Each legal change of state, and the way back that undoing it takes.
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

-- A contact, company or deal that goes for good takes the link to it along.
CREATE TRIGGER lead_contact_gone BEFORE DELETE ON contact BEGIN
  UPDATE lead
  SET converted_contact_id = NULL
  WHERE workspace_id = OLD.workspace_id AND converted_contact_id = OLD.id;
END;
CREATE TRIGGER lead_company_gone BEFORE DELETE ON company BEGIN
  UPDATE lead
  SET converted_company_id = NULL
  WHERE workspace_id = OLD.workspace_id AND converted_company_id = OLD.id;
END;
CREATE TRIGGER lead_deal_gone BEFORE DELETE ON deal BEGIN
  UPDATE lead
  SET converted_deal_id = NULL
  WHERE workspace_id = OLD.workspace_id AND converted_deal_id = OLD.id;
END;
