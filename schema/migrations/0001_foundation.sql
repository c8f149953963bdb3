-- Who works here and where, and the one id space of everything that others can hang on.

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
) STRICT;

-- A person who signs in; global, only that person and the command line change it.
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
) STRICT;
CREATE INDEX account_last_workspace ON account (last_workspace_id);

-- An account's place in a workspace. Disabled, never deleted: owners and authors refer to it.
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

-- One id for everything that notes, tags, tasks and files can hang on.
CREATE TABLE subject (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  kind TEXT NOT NULL,
  UNIQUE (workspace_id, id)
) STRICT;
