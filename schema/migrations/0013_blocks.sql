-- Networks that the operator lets in nowhere for a time.

-- Of the installation: strangers belong to no workspace.
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
