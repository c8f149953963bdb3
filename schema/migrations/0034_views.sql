-- What somebody looks at in a list, under a name.
CREATE TABLE list_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  list TEXT NOT NULL CHECK (list IN ('contacts', 'companies', 'leads', 'deals')),
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

CREATE INDEX list_view_list ON list_view (workspace_id, list, name_sort, id);
CREATE INDEX list_view_author ON list_view (workspace_id, author_id);

-- With which view a member's list begins.
CREATE TABLE list_view_default (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  list TEXT NOT NULL CHECK (list IN ('contacts', 'companies', 'leads', 'deals')),
  view_id INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, member_id, list),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id),
  FOREIGN KEY (workspace_id, view_id) REFERENCES list_view (workspace_id, id)
) STRICT;

CREATE INDEX list_view_default_view ON list_view_default (workspace_id, view_id);

-- One thing done to all records that a list showed.
CREATE TABLE bulk_act (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  list TEXT NOT NULL CHECK (list IN ('contacts', 'companies', 'leads', 'deals')),
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
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, change_set_id) REFERENCES change_set (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES member (workspace_id, id)
) STRICT;

CREATE INDEX bulk_act_set ON bulk_act (workspace_id, change_set_id);
CREATE INDEX bulk_act_member ON bulk_act (workspace_id, member_id, id);

-- A record that such an act left as it is, and why.
CREATE TABLE bulk_skip (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  act_id INTEGER NOT NULL,
  record_id INTEGER NOT NULL,                                         -- the subject it was; it may be gone by now
  reason TEXT NOT NULL CHECK (reason IN ('changed', 'forbidden', 'refused', 'gone')),
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, act_id, record_id),
  FOREIGN KEY (workspace_id, act_id) REFERENCES bulk_act (workspace_id, id)
) STRICT;
