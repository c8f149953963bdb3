-- Letters that people write to customers, templates for them, and addresses to which nothing goes that goes to many.

-- A letter that its slice still shows is not forgotten by itself.
ALTER TABLE letter ADD COLUMN kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1));
DROP INDEX letter_rest;
CREATE INDEX letter_rest ON letter (workspace_id, updated_at)
  WHERE kept = 0 AND state IN ('sent', 'failed', 'bounced', 'unclear', 'needless');

-- Words to begin a letter with.
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

-- What somebody wrote to one address of a customer. How it goes, and what became of it, stands in its letter.
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
  created_by INTEGER,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, letter_id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, letter_id) REFERENCES letter (workspace_id, id),
  FOREIGN KEY (workspace_id, created_by) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX mail_about ON mail (workspace_id, about_id, id);
CREATE INDEX mail_person ON mail (workspace_id, person_id);
CREATE INDEX mail_created_at ON mail (workspace_id, created_at);
CREATE INDEX mail_created_by ON mail (workspace_id, created_by);

-- What went along: a file of the record as it was then. Its bytes stay for as long as a letter may wait.
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

-- The links by which whoever got a letter to many unsubscribes: one a try, as the words are made anew each time.
CREATE TABLE mail_way_out (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  mail_id INTEGER NOT NULL,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, mail_id) REFERENCES mail (workspace_id, id)
) STRICT;
CREATE INDEX mail_way_out_mail ON mail_way_out (workspace_id, mail_id);

-- Addresses to which nothing goes that goes to many. They outlive the record, so only a hash is kept.
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
