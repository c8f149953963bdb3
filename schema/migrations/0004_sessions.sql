-- Signed-in browsers, and the address that sets a new installation up.

-- Global like the account. Only the hash of what the browser holds; a session that ends is deleted.
CREATE TABLE session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),    -- SHA-256 of the cookie's value
  is_kept INTEGER NOT NULL CHECK (is_kept IN (0, 1)),                 -- "keep me signed in on this device"
  address TEXT NOT NULL,                                              -- of the client at sign-in
  agent TEXT NOT NULL CHECK (length(agent) <= 400),                   -- its User-Agent
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,                                           -- rounded: written every few minutes
  ends_at INTEGER NOT NULL,                                           -- idle end, moved by use, never beyond final_at
  final_at INTEGER NOT NULL,                                          -- absolute end
  CHECK (created_at <= seen_at AND ends_at <= final_at)
) STRICT;
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_end ON session (ends_at);

-- The one-time address of the set-up page; making a new one takes the others back.
CREATE TABLE setup_token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
