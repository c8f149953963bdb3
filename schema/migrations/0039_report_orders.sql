-- How long deals stood in the stages that they left, without a look at the rows themselves.
CREATE INDEX deal_stay_left ON deal_stay (workspace_id, stage_id, left_at, entered_at, deal_id) WHERE left_at IS NOT NULL;
CREATE INDEX deal_brief ON deal (workspace_id, id, live, owner_id);
