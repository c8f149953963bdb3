-- What the operator of an installation may do to workspaces, and in them.

ALTER TABLE workspace ADD COLUMN suspended_at INTEGER;                -- nobody enters while it is set

-- Somebody who runs the installation asks to look into a workspace; an owner grants it for hours.
CREATE TABLE support_access (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  account_id INTEGER NOT NULL REFERENCES account (id),                -- the operator
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  asked_at INTEGER NOT NULL,
  granted_at INTEGER,
  granted_by INTEGER,                                                 -- the owner
  ends_at INTEGER,                                                    -- set with the grant
  ended_at INTEGER,                                                   -- refused, taken back, given back, or over
  CHECK ((granted_at IS NULL) = (ends_at IS NULL) AND (granted_at IS NULL) = (granted_by IS NULL)),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, granted_by) REFERENCES member (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX support_access_live ON support_access (workspace_id, account_id) WHERE ended_at IS NULL;
CREATE INDEX support_access_account ON support_access (account_id);
CREATE INDEX support_access_granted ON support_access (workspace_id, granted_by);

-- Each page that support has seen; the audit chain has them, too.
CREATE TABLE support_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  access_id INTEGER NOT NULL,
  path TEXT NOT NULL,                                                 -- without its query
  at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, access_id) REFERENCES support_access (workspace_id, id)
) STRICT;
CREATE INDEX support_view_access ON support_view (workspace_id, access_id, id);
