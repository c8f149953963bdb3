-- Links to another password, asked for by whoever forgot theirs. The letter mints the token.
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
