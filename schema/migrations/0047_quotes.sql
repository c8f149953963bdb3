-- Offers.

-- An offer, over all its versions.
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

-- What was offered at one time. All but the last one are superseded.
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
CREATE UNIQUE INDEX quote_version_live ON quote_version (workspace_id, quote_id) WHERE state <> 'superseded';
CREATE UNIQUE INDEX quote_version_token ON quote_version (token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX quote_version_state ON quote_version (workspace_id, state, quote_id);
CREATE INDEX quote_version_ends ON quote_version (workspace_id, valid_until) WHERE state = 'sent';

-- A line of a version: something that is sold, or words between such lines.
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
CREATE INDEX quote_line_product ON quote_line (workspace_id, product_id) WHERE product_id IS NOT NULL;
CREATE INDEX quote_line_class ON quote_line (workspace_id, class_id) WHERE class_id IS NOT NULL;

-- The evidence of an acceptance.
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
CREATE TRIGGER quote_version_remains BEFORE DELETE ON quote_version WHEN OLD.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'what was offered is never deleted');
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
CREATE TRIGGER quote_line_remains BEFORE DELETE ON quote_line
WHEN EXISTS (SELECT 1 FROM quote_version
             WHERE workspace_id = OLD.workspace_id AND id = OLD.version_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'what was offered never changes');
END;
CREATE TRIGGER quote_line_comes BEFORE INSERT ON quote_line
WHEN EXISTS (SELECT 1 FROM quote_version
             WHERE workspace_id = NEW.workspace_id AND id = NEW.version_id AND state <> 'draft')
BEGIN
  SELECT RAISE(ABORT, 'what was offered never changes');
END;
CREATE TRIGGER quote_acceptance_stays BEFORE UPDATE ON quote_acceptance
BEGIN
  SELECT RAISE(ABORT, 'evidence never changes');
END;
CREATE TRIGGER quote_acceptance_remains BEFORE DELETE ON quote_acceptance
BEGIN
  SELECT RAISE(ABORT, 'evidence is never deleted');
END;
