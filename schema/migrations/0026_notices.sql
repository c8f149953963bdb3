-- What members are told: the bell in the frame.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,                                -- who is told
  kind TEXT NOT NULL CHECK (kind <> ''),
  about_id INTEGER,                                          -- the subject that it is about
  actor_id INTEGER,                                          -- the member who caused it; NULL: Kantora itself
  detail TEXT NOT NULL DEFAULT '',                           -- the title or name as it was then
  at INTEGER NOT NULL,
  unread INTEGER NOT NULL DEFAULT 1 CHECK (unread IN (0, 1)),
  read_at INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  CHECK ((unread = 1) = (read_at IS NULL))
) STRICT;
CREATE INDEX notice_of_member ON notice (workspace_id, member_id, unread, id);
CREATE INDEX notice_about ON notice (workspace_id, about_id);
CREATE INDEX notice_at ON notice (workspace_id, at);

-- How a person wants to be told; a kind without a row goes its usual way.
CREATE TABLE notice_choice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL CHECK (kind <> ''),
  way TEXT NOT NULL CHECK (way IN ('bell', 'letter', 'off')),
  UNIQUE (account_id, kind)
) STRICT;

-- Members who want to be told what others write about a record.
CREATE TABLE follower (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id, member_id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;
CREATE INDEX follower_member ON follower (workspace_id, member_id);

-- When somebody is reminded of a task.
ALTER TABLE task ADD COLUMN remind TEXT NOT NULL DEFAULT 'never'
  CHECK (remind IN ('never', 'at_time', '10_minutes', '1_hour', '1_day'));
ALTER TABLE task ADD COLUMN remind_at INTEGER;                 -- NULL: there is no reminder, or it was given

-- How often a task comes back.
ALTER TABLE task ADD COLUMN repeat TEXT NOT NULL DEFAULT '' CHECK (length(repeat) <= 200);  -- an RRULE (RFC 5545)

-- The day for which a member was last told by letter what is due.
CREATE TABLE task_summary (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  last_on TEXT NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, member_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;
