-- The first e-mail address as lists and search show it, beside the name, so that no row of theirs asks for another.
ALTER TABLE contact ADD COLUMN email TEXT NOT NULL DEFAULT '';
UPDATE contact
SET email = COALESCE(
  (SELECT value
   FROM contact_point
   WHERE contact_point.workspace_id = contact.workspace_id
     AND contact_point.subject_id = contact.id
     AND contact_point.kind = 'email'
   ORDER BY position
   LIMIT 1),
  ''
);
