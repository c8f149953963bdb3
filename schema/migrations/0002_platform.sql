-- What the machines keep for themselves: acts that happen once, jobs, schedules, the search index.

-- The answer of an act under the key that its form or request carried: the same key twice is one act.
CREATE TABLE idempotency (
  workspace_id INTEGER NOT NULL,                                      -- 0: outside any workspace
  account_id INTEGER NOT NULL,                                        -- 0: nobody signed in
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
  answer TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, account_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_created ON idempotency (created_at);

-- Work to be done after the commit of its cause. A job that is done has no row.
CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,                                      -- 0: the installation itself
  lane TEXT NOT NULL CHECK (lane IN ('mail', 'money', 'bulk')),
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  dedupe TEXT,                                                        -- unique per kind while the job is live
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,                                   -- started runs, crashes among them
  due_at INTEGER NOT NULL,
  lease_until INTEGER,                                                -- set while running
  leased_by TEXT CHECK (leased_by IN ('server', 'cli')),
  again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),           -- asked for while running: run once more
  reason TEXT NOT NULL DEFAULT '',                                    -- why the last run did not end it
  created_at INTEGER NOT NULL,
  CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX job_waiting ON job (lane, workspace_id, due_at, id) WHERE state = 'waiting';
CREATE INDEX job_due ON job (lane, due_at) WHERE state = 'waiting';
CREATE INDEX job_lease ON job (lease_until) WHERE state = 'running';
CREATE UNIQUE INDEX job_dedupe ON job (workspace_id, kind, dedupe) WHERE dedupe IS NOT NULL AND state <> 'failed';

-- When each schedule last put its work into the queue.
CREATE TABLE schedule (
  name TEXT PRIMARY KEY,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Substrings of folded text; the rowid is the subject's id. `place` is one trigram that stands for the workspace, so
-- that a query walks its own workspace's rows only.
CREATE VIRTUAL TABLE search USING fts5 (
  place,
  text,
  content = '',
  contentless_delete = 1,
  tokenize = 'trigram case_sensitive 1'
);

-- Starts of folded words: answers what is too short for a trigram, and the most likely finds first.
CREATE TABLE search_prefix (
  workspace_id INTEGER NOT NULL,
  word TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, word, subject_id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_prefix_subject ON search_prefix (workspace_id, subject_id);
