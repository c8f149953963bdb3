-- The ticked rows to which an act is done, each as [record, version]; none: all that the list shows.
ALTER TABLE bulk_act ADD COLUMN chosen TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(chosen));
