-- Services elsewhere by whose word a person may sign in.

-- Global like the account. Found by the issuer's own name for the person; the mail address is a label.
CREATE TABLE identity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  email TEXT NOT NULL,                                                -- as the issuer said when it was linked
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  UNIQUE (issuer, subject)
) STRICT;
CREATE INDEX identity_account ON identity (account_id);
