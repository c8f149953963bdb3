-- Each order of the list of leads has its index, whether somebody has to do something with them or not; what is asked of
-- whose they are, where they stand and where they came from is answered there, before a row is read.
DROP INDEX lead_by_age;
CREATE INDEX lead_by_age ON lead (workspace_id, live, open, created_at, id, state, owner_id, source_id);
DROP INDEX lead_by_change;
CREATE INDEX lead_by_change ON lead (workspace_id, live, open, updated_at, id, state, owner_id, source_id);
DROP INDEX lead_by_name;
CREATE INDEX lead_by_name ON lead (workspace_id, live, open, name_sort, id, state, owner_id, source_id);
CREATE INDEX lead_all_by_age ON lead (workspace_id, live, created_at, id, state, owner_id, source_id);
CREATE INDEX lead_all_by_change ON lead (workspace_id, live, updated_at, id, state, owner_id, source_id);
CREATE INDEX lead_all_by_name ON lead (workspace_id, live, name_sort, id, state, owner_id, source_id);
DROP INDEX lead_owner;
CREATE INDEX lead_owner ON lead (workspace_id, owner_id, live, open, created_at, id, state, source_id);
