-- A note of a call, a meeting, a letter or a mail says how it went, when it was and how long it took; then it may be
-- without words. SQLite changes no CHECK, so the table is made anew.
CREATE TABLE note_before AS
SELECT id, workspace_id, about_id, kind, body, live, version, created_at, created_by, updated_at, updated_by
FROM note;

DROP TABLE note;

CREATE TABLE note (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  about_id INTEGER NOT NULL,                                          -- the subject that it is about
  kind TEXT NOT NULL CHECK (kind IN ('note', 'call', 'meeting', 'letter', 'mail')),
  outcome TEXT NOT NULL DEFAULT '',                                   -- how it went; empty: nobody said
  held_at INTEGER,                                                    -- when it was; NULL: when it was written down
  minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440),                 -- how long it took
  phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 40),         -- the number that was called
  body TEXT NOT NULL CHECK (length(body) <= 20000),                   -- Markdown; plain text of a mail
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: removed, can be undone
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  CHECK (body <> '' OR outcome <> ''),
  CHECK (outcome = ''
    OR kind = 'call' AND outcome IN ('reached', 'not_reached', 'left_message', 'wrong_number', 'spoke', 'missed')
    OR kind = 'meeting' AND outcome IN ('held', 'no_show', 'called_off')
    OR kind = 'letter' AND outcome IN ('sent', 'came_back', 'received')
    OR kind = 'mail' AND outcome IN ('sent', 'received'))
) STRICT;

INSERT INTO note (id, workspace_id, about_id, kind, body, live, version, created_at, created_by, updated_at, updated_by)
SELECT id, workspace_id, about_id, kind, body, live, version, created_at, created_by, updated_at, updated_by
FROM note_before;

DROP TABLE note_before;

CREATE INDEX note_about ON note (workspace_id, about_id);

CREATE INDEX note_removed ON note (workspace_id, updated_at) WHERE live = 0;

-- An e-mail that somebody filed: each once in a workspace, by its Message-ID or, without one, the hash of its bytes.
CREATE TABLE filed_mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  note_id INTEGER NOT NULL,
  message_id TEXT NOT NULL CHECK (length(message_id) BETWEEN 1 AND 250),
  subject TEXT NOT NULL,
  people TEXT NOT NULL CHECK (json_valid(people)),                    -- who wrote it, and to whom
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, message_id),
  FOREIGN KEY (workspace_id, note_id) REFERENCES note (workspace_id, id)
) STRICT;

CREATE UNIQUE INDEX filed_mail_note ON filed_mail (workspace_id, note_id);
