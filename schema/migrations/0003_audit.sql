-- What was done, by whom, and how to take it back.

-- One chain per workspace: each row's hash covers the row and the hash before it. Holds ids, names of fields and
-- salted hashes of values, never a value: those stand in audit_value and can be erased without breaking the chain.
-- Refers to nothing by foreign key: it outlives what it speaks of.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  door TEXT NOT NULL,
  account_id INTEGER,
  member_id INTEGER,
  verb TEXT NOT NULL,                                                 -- like contact.create
  subject_id INTEGER,
  fields TEXT NOT NULL,                                               -- JSON: [[name, hash of the value row], …]
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, seq)
) STRICT;
CREATE INDEX audit_subject ON audit (workspace_id, subject_id, seq) WHERE subject_id IS NOT NULL;

CREATE TRIGGER audit_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;

CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;

-- INSERT OR REPLACE would delete without firing the trigger above.
CREATE TRIGGER audit_insert BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
  OR NEW.seq <> 1 + (SELECT COALESCE(MAX(seq), 0) FROM audit WHERE workspace_id = NEW.workspace_id)
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;

-- Old and new values of an audited act; erased with the person, or when their time is over.
CREATE TABLE audit_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  audit_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  old TEXT,
  new TEXT,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, audit_id) REFERENCES audit (workspace_id, id)
) STRICT;
CREATE INDEX audit_value_audit ON audit_value (workspace_id, audit_id);

-- Acts on an account outside any workspace: sign-in, refusal, change of password.
CREATE TABLE security_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,                                                -- like session.refuse
  door TEXT NOT NULL,
  account_id INTEGER,                                                 -- whom it happened to; outlives the account
  actor_account_id INTEGER,                                           -- who did it, if somebody signed in did
  address TEXT,                                                       -- of the client
  detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX security_event_at ON security_event (at);
CREATE INDEX security_event_account ON security_event (account_id, at) WHERE account_id IS NOT NULL;

-- An act that can be taken back as a whole until its time is over.
CREATE TABLE change_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  verb TEXT NOT NULL,
  member_id INTEGER,                                                  -- NULL: the installation itself
  created_at INTEGER NOT NULL,
  undo_until INTEGER NOT NULL,
  undone_at INTEGER,
  cleared_at INTEGER,                                                 -- its before-images are gone
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX change_set_member ON change_set (workspace_id, member_id);
CREATE INDEX change_set_uncleared ON change_set (undo_until) WHERE cleared_at IS NULL;

-- One record of such an act. The subject may have been removed for good since: no foreign key.
CREATE TABLE change_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  change_set_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('created', 'changed')),
  before TEXT CHECK (before IS NULL OR json_valid(before)),           -- NULL: created, or cleared
  version_after INTEGER NOT NULL,                                     -- undo restores only what is still at it
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, change_set_id, subject_id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id)
) STRICT;
CREATE INDEX change_row_set ON change_row (workspace_id, change_set_id);
CREATE INDEX change_row_subject ON change_row (workspace_id, subject_id, version_after);
