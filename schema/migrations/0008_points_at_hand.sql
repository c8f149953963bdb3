-- Lists show the first address of each row: the index now holds it, so that no row is fetched for it.
DROP INDEX contact_point_subject;
CREATE INDEX contact_point_subject ON contact_point (workspace_id, subject_id, kind, position, value);
