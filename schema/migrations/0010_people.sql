-- Who is asked to work here, and who works with whom.

-- People who work together; whoever leads looks after the records of all of them.
CREATE TABLE team (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  name_key TEXT NOT NULL,                                             -- base::text::fold: the same name in any spelling
  created_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

CREATE TABLE team_member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  team_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  is_lead INTEGER NOT NULL DEFAULT 0 CHECK (is_lead IN (0, 1)),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, team_id, member_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX team_member_member ON team_member (workspace_id, member_id, is_lead);

-- A place kept for whoever can be reached at an address; one open at a time for each address of a workspace.
CREATE TABLE invitation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  email TEXT NOT NULL,                                                -- as typed
  email_norm TEXT NOT NULL,                                           -- lower case, IDNA domain
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'sales', 'bookkeeper', 'viewer')),
  team_id INTEGER,
  token_hash BLOB UNIQUE CHECK (length(token_hash) = 32),             -- NULL: no link was made yet
  invited_by INTEGER,                                                 -- NULL: the installation itself
  sent INTEGER NOT NULL DEFAULT 1,                                    -- how often it was sent or handed over
  created_at INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  accepted_at INTEGER,
  withdrawn_at INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  FOREIGN KEY (workspace_id, invited_by) REFERENCES member (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX invitation_open ON invitation (workspace_id, email_norm)
WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX invitation_sent ON invitation (workspace_id, sent_at);
CREATE INDEX invitation_team ON invitation (workspace_id, team_id);
CREATE INDEX invitation_inviter ON invitation (workspace_id, invited_by);
