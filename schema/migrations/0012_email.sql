-- Letters on their way out.

-- Who gets which letter, never its words: these are made when it is sent, so that no secret in them is ever stored.
CREATE TABLE letter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,                                      -- 0: of an account, outside any workspace
  kind TEXT NOT NULL,                                                 -- what writes the words, like email.test
  name TEXT NOT NULL,                                                 -- the key of what it is called on pages
  address TEXT NOT NULL,
  recipient TEXT NOT NULL,                                            -- the name of whoever gets it; empty: not known
  language TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id),                         -- if whoever gets it has one
  payload TEXT NOT NULL CHECK (json_valid(payload)),                  -- ids of what it is about
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'handed', 'sent', 'held', 'failed', 'bounced',
    'unclear', 'needless')),
  tries INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',                                   -- the key of why the last try did not end well
  said TEXT NOT NULL DEFAULT '',                                      -- what the mail server said to it
  message_id TEXT NOT NULL DEFAULT '',                                -- its name in the world, given before the first try
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  sent_at INTEGER,
  UNIQUE (workspace_id, id),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;
CREATE INDEX letter_account ON letter (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX letter_held ON letter (workspace_id, id) WHERE state = 'held';
