-- Keys by which programs ask the API: each of one workspace, made by a member and never worth more than that member.

CREATE TABLE token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,                                         -- who made it; it acts as this member
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),    -- SHA-256 of the whole token
  ending TEXT NOT NULL CHECK (length(ending) = 4),                    -- its last letters, to tell one from another
  grants TEXT NOT NULL CHECK (json_valid(grants)),                    -- what it may do: words of a closed list
  addresses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(addresses)), -- networks from which it may ask; none: any
  created_at INTEGER NOT NULL,
  used_at INTEGER,                                                    -- rounded: written every few minutes
  ends_at INTEGER,                                                    -- NULL: never, by choice
  revoked_at INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX token_member ON token (workspace_id, member_id, id);
