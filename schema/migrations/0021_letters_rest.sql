-- Finds the letters that came to rest long ago, to delete them, and those of all workspaces that somebody should look at.
CREATE INDEX letter_rest ON letter (workspace_id, updated_at)
  WHERE state IN ('sent', 'failed', 'bounced', 'unclear', 'needless');
CREATE INDEX letter_unwell ON letter (id) WHERE state IN ('held', 'failed', 'bounced', 'unclear');
