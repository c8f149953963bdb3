-- What a person says and wants as themselves, and a new address that waits for its proof.

ALTER TABLE account ADD COLUMN signature TEXT NOT NULL DEFAULT '' CHECK (length(signature) <= 1000);
ALTER TABLE account ADD COLUMN muted TEXT NOT NULL DEFAULT '';         -- codes of the letters that are not wanted, by blanks

-- Global like the account. The link proves that letters to the new address arrive; the letter mints its token.
CREATE TABLE address_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  email TEXT NOT NULL,                                                -- as typed
  email_norm TEXT NOT NULL,                                           -- lower case, IDNA domain
  token_hash BLOB UNIQUE CHECK (length(token_hash) = 32),             -- NULL: no link was made yet
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX address_change_account ON address_change (account_id, created_at);
