-- From quotes to invoices.

-- A part of an accepted quote that is on an invoice. One whose draft is thrown away is gone with it; one whose invoice is
-- voided counts no more.
CREATE TABLE quote_part (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 1),                                  -- its place, rising
  stage TEXT NOT NULL CHECK (stage IN ('deposit', 'milestone', 'rest', 'full')),
  percent INTEGER CHECK (percent BETWEEN 1 AND 999999),               -- as it was asked for: ten-thousandths of a point,
  amount INTEGER CHECK (amount > 0),                                  -- or minor units as the quote's prices are
  gross INTEGER NOT NULL CHECK (gross > 0),                           -- what it comes to, in minor units
  invoice_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, version_id, n),
  UNIQUE (workspace_id, invoice_id),
  CHECK ((percent IS NOT NULL) + (amount IS NOT NULL) = (stage IN ('deposit', 'milestone'))),
  FOREIGN KEY (workspace_id, version_id) REFERENCES quote_version (workspace_id, id),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id)
) STRICT;

CREATE TRIGGER quote_part_goes BEFORE DELETE ON invoice WHEN OLD.state = 'draft'
BEGIN
  DELETE FROM quote_part WHERE workspace_id = OLD.workspace_id AND invoice_id = OLD.id;
END;

-- What each part takes of the sum that was accepted: a deposit what was issued in the end, the last one what was left.
CREATE VIEW quote_part_counted AS
SELECT quote_part.workspace_id, quote_part.version_id, quote_part.n,
       CASE WHEN invoice.state = 'voided' THEN 0
            WHEN quote_part.stage IN ('deposit', 'milestone') THEN COALESCE(invoice.gross, quote_part.gross)
            ELSE quote_part.gross END AS counts
FROM quote_part
JOIN invoice ON invoice.workspace_id = quote_part.workspace_id AND invoice.id = quote_part.invoice_id;
