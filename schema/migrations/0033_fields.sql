-- Fields of a workspace's own on contacts, companies, leads and deals.
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

-- What a field offers to choose from.
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

-- A record's value of a field; of several choices each is a row. No value is no row.
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
CREATE INDEX field_value_number ON field_value (workspace_id, field_id, number, subject_id);
CREATE INDEX field_value_text ON field_value (workspace_id, field_id, folded, subject_id);
CREATE INDEX field_value_option ON field_value (workspace_id, option_id) WHERE option_id IS NOT NULL;
CREATE INDEX field_value_member ON field_value (workspace_id, member_id) WHERE member_id IS NOT NULL;
