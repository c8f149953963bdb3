-- Forms on the web by which strangers write to a company, and what they sent.

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

-- Every wording of the consent that a form has asked for; none is changed.
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

-- What somebody sent: the words until a lead holds them, and for as long as the lead is there by which form it came.
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
CREATE INDEX web_form_entry_form ON web_form_entry (workspace_id, form_id, created_at);
CREATE INDEX web_form_entry_lead ON web_form_entry (workspace_id, lead_id);
CREATE INDEX web_form_entry_consent ON web_form_entry (workspace_id, consent_id);
CREATE INDEX web_form_entry_email ON web_form_entry (workspace_id, email_hash, lettered_at);
CREATE INDEX web_form_entry_waiting ON web_form_entry (workspace_id, form_id, created_at) WHERE lead_id IS NULL;

-- A lead that goes for good takes along how it came.
CREATE TRIGGER web_form_lead_gone BEFORE DELETE ON lead BEGIN
  DELETE FROM web_form_entry
  WHERE workspace_id = OLD.workspace_id AND lead_id = OLD.id;
END;
