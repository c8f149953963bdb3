-- Tasks are a list that can be filtered, kept as views and changed as a whole, as the others are.

CREATE TABLE list_view_wider (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  list TEXT NOT NULL CHECK (list IN ('contacts', 'companies', 'leads', 'deals', 'tasks')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  author_id INTEGER,                                                  -- NULL: the installation itself
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),                   -- 0: for its author only
  state TEXT NOT NULL CHECK (json_valid(state)),                      -- filters, conditions, order, columns
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, author_id) REFERENCES member (workspace_id, id)
) STRICT;
INSERT INTO list_view_wider
  (id, workspace_id, list, name, name_sort, author_id, shared, state, version, created_at, updated_at)
SELECT id, workspace_id, list, name, name_sort, author_id, shared, state, version, created_at, updated_at
FROM list_view;
DROP TABLE list_view;
ALTER TABLE list_view_wider RENAME TO list_view;
CREATE INDEX list_view_author ON list_view (workspace_id, author_id);
CREATE INDEX list_view_list ON list_view (workspace_id, list, name_sort, id);

CREATE TABLE list_view_default_wider (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  list TEXT NOT NULL CHECK (list IN ('contacts', 'companies', 'leads', 'deals', 'tasks')),
  view_id INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, member_id, list),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id),
  FOREIGN KEY (workspace_id, view_id) REFERENCES list_view (workspace_id, id)
) STRICT;
INSERT INTO list_view_default_wider
  (id, workspace_id, member_id, list, view_id)
SELECT id, workspace_id, member_id, list, view_id
FROM list_view_default;
DROP TABLE list_view_default;
ALTER TABLE list_view_default_wider RENAME TO list_view_default;
CREATE INDEX list_view_default_view ON list_view_default (workspace_id, view_id);

CREATE TABLE bulk_act_wider (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  list TEXT NOT NULL CHECK (list IN ('contacts', 'companies', 'leads', 'deals', 'tasks')),
  state TEXT NOT NULL CHECK (json_valid(state)),                      -- what the list showed
  many TEXT NOT NULL CHECK (json_valid(many)),                        -- what is done to each record
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'undoing', 'undone')),
  seen_at INTEGER NOT NULL,                                           -- what was changed since then stays as it is
  expected INTEGER NOT NULL,                                          -- how many records the list showed then
  step_at INTEGER NOT NULL DEFAULT 0,                                 -- the last record that was looked at
  undo_at INTEGER,                                                    -- the last row of the set that was taken back
  changed INTEGER NOT NULL DEFAULT 0,
  alike INTEGER NOT NULL DEFAULT 0,                                   -- it was so already
  skipped INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0,                                    -- records that the undo left: changed since
  change_set_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  chosen TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(chosen)),      -- the ticked rows, with their versions; none: all
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;
INSERT INTO bulk_act_wider
  (id, workspace_id, list, state, many, status, seen_at, expected, step_at, undo_at, changed, alike, skipped,
   kept, change_set_id, member_id, created_at, finished_at, chosen)
SELECT id, workspace_id, list, state, many, status, seen_at, expected, step_at, undo_at, changed, alike, skipped,
       kept, change_set_id, member_id, created_at, finished_at, chosen
FROM bulk_act;
DROP TABLE bulk_act;
ALTER TABLE bulk_act_wider RENAME TO bulk_act;
CREATE INDEX bulk_act_member ON bulk_act (workspace_id, member_id, id);
CREATE INDEX bulk_act_set ON bulk_act (workspace_id, change_set_id);
