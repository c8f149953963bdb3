-- What a person has besides the password.

-- One authenticator app an account. The secret is locked with the master key.
CREATE TABLE totp (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL UNIQUE REFERENCES account (id),
  secret BLOB NOT NULL,
  last_step INTEGER NOT NULL,                                         -- of 30 s; no step is accepted twice (RFC 6238 5.2)
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE passkey (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  credential_id BLOB NOT NULL UNIQUE,
  credential TEXT NOT NULL,                                           -- public key and counter, as JSON: no secret
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX passkey_account ON passkey (account_id);

CREATE TABLE recovery_code (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),             -- SHA-256 of 120 random bits
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  UNIQUE (account_id, code_hash)
) STRICT;

-- Browsers whose person gave the right password and still owes the second factor.
CREATE TABLE sign_in_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),    -- of the cookie's value
  is_kept INTEGER NOT NULL CHECK (is_kept IN (0, 1)),
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_step_account ON sign_in_step (account_id);
CREATE INDEX sign_in_step_end ON sign_in_step (ends_at);

-- Who must have a second factor to enter the workspace.
ALTER TABLE workspace ADD COLUMN second_factor TEXT NOT NULL DEFAULT 'nobody'
  CHECK (second_factor IN ('nobody', 'admins', 'everybody'));
