-- The ticked rows to which an act is done, each as [record, version]; none: all that the list shows.
ALTER TABLE bulk_act ADD COLUMN chosen TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(chosen));

-- The lead to which a mail was written, once that has become a customer; an undo gives the mail back.
ALTER TABLE mail ADD COLUMN lead_id INTEGER;

CREATE INDEX mail_lead ON mail (workspace_id, lead_id) WHERE lead_id IS NOT NULL;
