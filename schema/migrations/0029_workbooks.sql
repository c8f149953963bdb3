-- Workbooks and cards are unfolded into tables of text when they arrive: where each stands in the file, as JSON.
ALTER TABLE import ADD COLUMN leaves TEXT NOT NULL DEFAULT '[]';
