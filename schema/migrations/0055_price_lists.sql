-- What some customers pay instead of the catalogue's prices.
CREATE TABLE price_list (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  currency TEXT NOT NULL CHECK (length(currency) = 3),                -- of papers on which it counts
  percent INTEGER NOT NULL CHECK (percent BETWEEN -1000000 AND 1000000),  -- ten-thousandths of a point; below zero: comes off
  valid_on TEXT NOT NULL,                                             -- the first day
  valid_until TEXT CHECK (valid_until >= valid_on),                   -- the last day; none: it goes on
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

-- Prices of single products, which go before the percentage.
CREATE TABLE price_list_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  list_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000000),  -- millionths of the currency's whole unit
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, list_id, product_id),
  FOREIGN KEY (workspace_id, list_id) REFERENCES price_list (workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES product (workspace_id, id)
) STRICT;
CREATE INDEX price_list_item_product ON price_list_item (workspace_id, product_id);

-- Whose prices are those of a list: one at most.
CREATE TABLE price_list_customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,                                        -- a company or a contact
  list_id INTEGER NOT NULL,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, subject_id),
  FOREIGN KEY (workspace_id, subject_id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, list_id) REFERENCES price_list (workspace_id, id)
) STRICT;
CREATE INDEX price_list_customer_list ON price_list_customer (workspace_id, list_id);
