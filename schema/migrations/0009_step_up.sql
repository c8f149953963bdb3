-- When the person behind a session last proved who they are: acts of weight ask that it is not long ago.
ALTER TABLE session ADD COLUMN confirmed_at INTEGER NOT NULL DEFAULT 0;
