-- The mail server through which a workspace's letters leave; without a row they leave through the installation's.
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
