-- What somebody has to do, by when, about whom.
CREATE TABLE task (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('todo', 'call', 'meeting', 'letter')),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  details TEXT NOT NULL DEFAULT '' CHECK (length(details) <= 10000),  -- Markdown
  about_id INTEGER,                                                   -- the subject that it is about
  assignee_id INTEGER,                                                -- who has to do it
  due_on TEXT,                                                        -- a whole day
  due_at INTEGER,                                                     -- or an instant
  due_sort INTEGER NOT NULL,                                          -- the instant, or the last one of the day in the workspace's zone, or the end of time
  done_at INTEGER,                                                    -- NULL: still to be done
  done_by INTEGER,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: removed, can be undone
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, about_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, assignee_id) REFERENCES member (workspace_id, id),
  CHECK (due_on IS NULL OR due_at IS NULL)
) STRICT;
CREATE INDEX task_by_due ON task (workspace_id, live, done_at, due_sort, id);
CREATE INDEX task_assignee ON task (workspace_id, assignee_id, live, done_at, due_sort, id);
CREATE INDEX task_about ON task (workspace_id, about_id, live, done_at, due_sort, id);
CREATE INDEX task_done ON task (workspace_id, done_at, id) WHERE live = 1 AND done_at IS NOT NULL;
CREATE INDEX task_removed ON task (workspace_id, updated_at) WHERE live = 0;
