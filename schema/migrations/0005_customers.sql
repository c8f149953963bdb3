-- Companies, contacts, and what hangs on any subject: addresses, tags, notes, the timeline.
--
-- Columns that only tell who did something (created_by, updated_by, activity.member_id) hold a member's id without a
-- foreign key: members are never deleted, nothing follows the column back, and an index on each would slow every write.

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
CREATE INDEX company_by_name ON company (workspace_id, live, name_sort, id);
CREATE INDEX company_by_change ON company (workspace_id, live, updated_at, id);
CREATE INDEX company_by_age ON company (workspace_id, live, created_at, id);
CREATE INDEX company_owner ON company (workspace_id, owner_id, live, name_sort, id);
CREATE INDEX company_source ON company (workspace_id, source, live, name_sort, id);
CREATE INDEX company_key ON company (workspace_id, name_key);
CREATE INDEX company_vat ON company (workspace_id, vat_number) WHERE vat_number <> '';
CREATE INDEX company_external ON company (workspace_id, external_id) WHERE external_id <> '';
CREATE INDEX company_trash ON company (workspace_id, trashed_at, id) WHERE live = 0;

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
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, company_id) REFERENCES company (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES member (workspace_id, id),
  CHECK ((live = 0) = (trashed_at IS NOT NULL))
) STRICT;
CREATE INDEX contact_by_name ON contact (workspace_id, live, name_sort, id);
CREATE INDEX contact_by_change ON contact (workspace_id, live, updated_at, id);
CREATE INDEX contact_by_age ON contact (workspace_id, live, created_at, id);
CREATE INDEX contact_company ON contact (workspace_id, company_id, live, name_sort, id);
CREATE INDEX contact_owner ON contact (workspace_id, owner_id, live, name_sort, id);
CREATE INDEX contact_source ON contact (workspace_id, source, live, name_sort, id);
CREATE INDEX contact_external ON contact (workspace_id, external_id) WHERE external_id <> '';
CREATE INDEX contact_trash ON contact (workspace_id, trashed_at, id) WHERE live = 0;

-- E-mail addresses, telephone numbers and web domains of any subject.
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

-- What somebody wrote down about a subject; a subject itself, so that it can be searched, undone and audited.
CREATE TABLE note (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  about_id INTEGER NOT NULL,                                          -- the subject that it is about
  kind TEXT NOT NULL CHECK (kind IN ('note', 'call', 'meeting')),
  body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),        -- Markdown
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: removed, can be undone
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id)
) STRICT;
CREATE INDEX note_about ON note (workspace_id, about_id);
CREATE INDEX note_removed ON note (workspace_id, updated_at) WHERE live = 0;

-- The timeline of every subject: one line a deed.
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
CREATE INDEX activity_subject ON activity (workspace_id, subject_id, at, id);
CREATE INDEX activity_at ON activity (workspace_id, at, id);
CREATE INDEX activity_note ON activity (workspace_id, note_id) WHERE note_id IS NOT NULL;

-- How many live rows a list has, so that a list of any length knows its count at once.
CREATE TABLE tally (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL CHECK (kind IN ('company', 'contact')),
  live INTEGER NOT NULL CHECK (live >= 0),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, kind)
) STRICT;

CREATE TRIGGER company_added AFTER INSERT ON company BEGIN
  INSERT INTO tally (workspace_id, kind, live) VALUES (NEW.workspace_id, 'company', NEW.live)
  ON CONFLICT (workspace_id, kind) DO UPDATE SET live = live + NEW.live;
END;
CREATE TRIGGER company_moved AFTER UPDATE OF live ON company WHEN NEW.live <> OLD.live BEGIN
  UPDATE tally SET live = live + NEW.live - OLD.live WHERE workspace_id = NEW.workspace_id AND kind = 'company';
END;
CREATE TRIGGER company_gone AFTER DELETE ON company WHEN OLD.live = 1 BEGIN
  UPDATE tally SET live = live - 1 WHERE workspace_id = OLD.workspace_id AND kind = 'company';
END;
CREATE TRIGGER contact_added AFTER INSERT ON contact BEGIN
  INSERT INTO tally (workspace_id, kind, live) VALUES (NEW.workspace_id, 'contact', NEW.live)
  ON CONFLICT (workspace_id, kind) DO UPDATE SET live = live + NEW.live;
END;
CREATE TRIGGER contact_moved AFTER UPDATE OF live ON contact WHEN NEW.live <> OLD.live BEGIN
  UPDATE tally SET live = live + NEW.live - OLD.live WHERE workspace_id = NEW.workspace_id AND kind = 'contact';
END;
CREATE TRIGGER contact_gone AFTER DELETE ON contact WHEN OLD.live = 1 BEGIN
  UPDATE tally SET live = live - 1 WHERE workspace_id = OLD.workspace_id AND kind = 'contact';
END;
