-- Reports and the page of the day walk these; each begins with the workspace and holds what its question sums up.

CREATE INDEX deal_ended ON deal (workspace_id, live, state, closed_at, pipeline_id, owner_id, currency, amount)
WHERE closed_at IS NOT NULL;
CREATE INDEX deal_late ON deal (workspace_id, live, state, close_sort, owner_id, held_until)
WHERE live = 1 AND state = 'open';
CREATE INDEX deal_still ON deal (workspace_id, live, state, fresh_at, owner_id, held_until, stage_id)
WHERE live = 1 AND state = 'open';
CREATE INDEX lead_unanswered ON lead (workspace_id, created_at) WHERE live = 1 AND open = 1 AND answered_at IS NULL;
CREATE INDEX note_written ON note (workspace_id, live, created_at, created_by, kind);
CREATE INDEX task_finished ON task (workspace_id, live, done_at, done_by) WHERE done_at IS NOT NULL;
