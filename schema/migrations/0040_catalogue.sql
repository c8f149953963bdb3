-- What is sold, and how it is taxed.

-- What the law at home makes of a product. A class is put away, never deleted: products and papers name it.
CREATE TABLE tax_class (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key TEXT NOT NULL,                                             -- base::text::fold
  category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'O')),    -- UNCL 5305; the others follow from who buys where
  ground_en TEXT NOT NULL DEFAULT '' CHECK (length(ground_en) <= 300),  -- the legal ground on papers, where it is not taxed
  ground_bg TEXT NOT NULL DEFAULT '' CHECK (length(ground_bg) <= 300),
  position INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: put away
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, name_key)
) STRICT;

-- The rates of a class: each holds in its country from its day until the next one.
CREATE TABLE tax_rate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  country TEXT NOT NULL CHECK (length(country) = 2),
  valid_on TEXT NOT NULL,
  percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 1000000),     -- ten-thousandths of a point
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, class_id, country, valid_on),
  FOREIGN KEY (workspace_id, class_id) REFERENCES tax_class (workspace_id, id)
) STRICT;

-- How a workspace sells abroad; without a row neither.
CREATE TABLE tax_choice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL UNIQUE REFERENCES workspace (id),
  oss INTEGER NOT NULL CHECK (oss IN (0, 1)),                         -- takes the rate of the buyer's country from consumers
  northern INTEGER NOT NULL CHECK (northern IN (0, 1)),               -- trades from Northern Ireland
  version INTEGER NOT NULL,
  UNIQUE (workspace_id, id)
) STRICT;

-- The rates of countries from a day on, in ten-thousandths of a point; of the reduced ones the most usual.
CREATE VIEW first_tax_rate (country, kind, valid_on, percent) AS
VALUES
  ('GB', 'standard', '2011-01-04', 200000), ('GB', 'reduced', '1997-09-01', 50000),
  ('BG', 'standard', '1999-01-01', 200000), ('BG', 'reduced', '2011-04-01', 90000),
  ('AT', 'standard', '1984-01-01', 200000), ('AT', 'reduced', '1984-01-01', 100000),
  ('BE', 'standard', '1996-01-01', 210000), ('BE', 'reduced', '2000-01-01', 60000),
  ('CY', 'standard', '2014-01-13', 190000), ('CY', 'reduced', '2014-01-13', 90000),
  ('CZ', 'standard', '2013-01-01', 210000), ('CZ', 'reduced', '2024-01-01', 120000),
  ('DE', 'standard', '2021-01-01', 190000), ('DE', 'reduced', '2021-01-01', 70000),
  ('DK', 'standard', '1992-01-01', 250000),
  ('EE', 'standard', '2024-01-01', 220000), ('EE', 'standard', '2025-07-01', 240000), ('EE', 'reduced', '2009-01-01', 90000),
  ('ES', 'standard', '2012-09-01', 210000), ('ES', 'reduced', '2012-09-01', 100000),
  ('FI', 'standard', '2024-09-01', 255000), ('FI', 'reduced', '2013-01-01', 140000), ('FI', 'reduced', '2026-01-01', 135000),
  ('FR', 'standard', '2014-01-01', 200000), ('FR', 'reduced', '2014-01-01', 100000),
  ('GR', 'standard', '2016-06-01', 240000), ('GR', 'reduced', '2015-07-20', 130000),
  ('HR', 'standard', '2012-03-01', 250000), ('HR', 'reduced', '2014-01-01', 130000),
  ('HU', 'standard', '2012-01-01', 270000), ('HU', 'reduced', '2009-07-01', 180000),
  ('IE', 'standard', '2021-03-01', 230000), ('IE', 'reduced', '2003-01-01', 135000),
  ('IT', 'standard', '2013-10-01', 220000), ('IT', 'reduced', '1995-02-24', 100000),
  ('LT', 'standard', '2009-09-01', 210000), ('LT', 'reduced', '2009-01-01', 90000), ('LT', 'reduced', '2026-01-01', 120000),
  ('LU', 'standard', '2024-01-01', 170000), ('LU', 'reduced', '2024-01-01', 80000),
  ('LV', 'standard', '2012-07-01', 210000), ('LV', 'reduced', '2011-01-01', 120000),
  ('MT', 'standard', '2004-01-01', 180000), ('MT', 'reduced', '2011-01-01', 70000),
  ('NL', 'standard', '2012-10-01', 210000), ('NL', 'reduced', '2019-01-01', 90000),
  ('PL', 'standard', '2011-01-01', 230000), ('PL', 'reduced', '2011-01-01', 80000),
  ('PT', 'standard', '2011-01-01', 230000), ('PT', 'reduced', '2011-01-01', 130000),
  ('RO', 'standard', '2017-01-01', 190000), ('RO', 'standard', '2025-08-01', 210000), ('RO', 'reduced', '2025-08-01', 110000),
  ('SE', 'standard', '1990-07-01', 250000), ('SE', 'reduced', '1996-01-01', 120000),
  ('SI', 'standard', '2013-07-01', 220000), ('SI', 'reduced', '2013-07-01', 95000),
  ('SK', 'standard', '2011-01-01', 200000), ('SK', 'standard', '2025-01-01', 230000), ('SK', 'reduced', '2025-01-01', 190000);

-- What a workspace begins with, in its language.
CREATE VIEW first_tax_class (language, position, kind, category, name, name_key) AS
VALUES
  ('en', 1, 'standard', 'S', 'Standard rate', 'standard rate'),
  ('en', 2, 'reduced', 'S', 'Reduced rate', 'reduced rate'),
  ('en', 3, 'zero', 'Z', 'Zero rate', 'zero rate'),
  ('en', 4, 'exempt', 'E', 'Exempt', 'eksempt'),
  ('en', 5, 'outside', 'O', 'No VAT', 'no vat'),
  ('bg', 1, 'standard', 'S', 'Стандартна ставка', 'standartna stavka'),
  ('bg', 2, 'reduced', 'S', 'Намалена ставка', 'namalena stavka'),
  ('bg', 3, 'zero', 'Z', 'Нулева ставка', 'nuleva stavka'),
  ('bg', 4, 'exempt', 'E', 'Освободена доставка', 'osvobodena dostavka'),
  ('bg', 5, 'outside', 'O', 'Без ДДС', 'bez dds');

-- The legal grounds of the classes that bear no tax; a country without its own words takes those of the Union.
CREATE VIEW first_tax_ground (country, kind, ground_en, ground_bg) AS
VALUES
  ('GB', 'zero', 'Zero-rated supply, VATA 1994, Schedule 8', 'Доставка с нулева ставка, VATA 1994, приложение 8'),
  ('GB', 'exempt', 'Exempt supply, VATA 1994, Schedule 9', 'Освободена доставка, VATA 1994, приложение 9'),
  ('BG', 'zero', 'Zero-rated supply, Bulgarian VAT Act, chapter 3', 'Доставка с нулева ставка, глава трета от ЗДДС'),
  ('BG', 'exempt', 'Exempt supply, Bulgarian VAT Act, chapter 4', 'Освободена доставка, глава четвърта от ЗДДС'),
  ('', 'zero', 'Zero-rated supply, Directive 2006/112/EC', 'Доставка с нулева ставка, Директива 2006/112/ЕО'),
  ('', 'exempt', 'Exempt supply, Directive 2006/112/EC, Article 132', 'Освободена доставка, член 132 от Директива 2006/112/ЕО'),
  ('', 'outside', 'Not subject to VAT', 'Извън обхвата на ДДС');

-- The classes and rates of a workspace, by its country and language: Britain and the Union have rates, others charge no
-- VAT. A seller in the Union gets the standard rates of the whole Union, for what it sends to consumers there.
CREATE VIEW begun_tax_class (workspace_id, position, kind, category, name, name_key, ground_en, ground_bg) AS
SELECT workspace.id, class.position, class.kind, class.category, class.name, class.name_key,
       COALESCE(own.ground_en, general.ground_en, ''), COALESCE(own.ground_bg, general.ground_bg, '')
FROM workspace
JOIN first_tax_class AS class ON class.language = CASE workspace.language WHEN 'bg' THEN 'bg' ELSE 'en' END
LEFT JOIN first_tax_ground AS own ON own.country = workspace.country AND own.kind = class.kind
LEFT JOIN first_tax_ground AS general ON general.country = '' AND general.kind = class.kind
WHERE CASE class.kind
        WHEN 'outside' THEN NOT EXISTS (SELECT 1 FROM first_tax_rate WHERE country = workspace.country)
        WHEN 'exempt' THEN 1
        WHEN 'zero' THEN EXISTS (SELECT 1 FROM first_tax_rate WHERE country = workspace.country)
        ELSE EXISTS (SELECT 1 FROM first_tax_rate WHERE country = workspace.country AND kind = class.kind)
      END;

CREATE VIEW begun_tax_rate (workspace_id, class_id, country, valid_on, percent) AS
SELECT tax_class.workspace_id, tax_class.id, rate.country, rate.valid_on, rate.percent
FROM tax_class
JOIN workspace ON workspace.id = tax_class.workspace_id
JOIN begun_tax_class AS begun
  ON begun.workspace_id = tax_class.workspace_id AND begun.name_key = tax_class.name_key
JOIN first_tax_rate AS rate
  ON rate.kind = begun.kind
  AND (rate.country = workspace.country
    OR begun.kind = 'standard' AND workspace.country <> 'GB' AND rate.country <> 'GB');

-- A trigger writes them, as no way to make a workspace can forget it then.
CREATE TRIGGER workspace_begins_taxes AFTER INSERT ON workspace
BEGIN
  INSERT INTO tax_class (workspace_id, name, name_key, category, ground_en, ground_bg, position)
  SELECT workspace_id, name, name_key, category, ground_en, ground_bg, position
  FROM begun_tax_class
  WHERE workspace_id = NEW.id
  ORDER BY position;
  INSERT INTO tax_rate (workspace_id, class_id, country, valid_on, percent)
  SELECT workspace_id, class_id, country, valid_on, percent
  FROM begun_tax_rate
  WHERE workspace_id = NEW.id
  ORDER BY class_id, country, valid_on;
END;

-- And what those that are here already begin with.
INSERT INTO tax_class (workspace_id, name, name_key, category, ground_en, ground_bg, position)
SELECT workspace_id, name, name_key, category, ground_en, ground_bg, position
FROM begun_tax_class
ORDER BY workspace_id, position;
INSERT INTO tax_rate (workspace_id, class_id, country, valid_on, percent)
SELECT workspace_id, class_id, country, valid_on, percent
FROM begun_tax_rate
ORDER BY workspace_id, class_id, country, valid_on;

-- Something that is sold. Nothing is deleted: papers name it; it is retired.
CREATE TABLE product (
  id INTEGER PRIMARY KEY,                                             -- its subject's
  workspace_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_sort TEXT NOT NULL,                                            -- base::text::sort_key
  sku TEXT NOT NULL DEFAULT '' CHECK (length(sku) <= 60),             -- its number in the catalogue, if it has one
  sku_key TEXT NOT NULL DEFAULT '',                                   -- base::text::fold
  about TEXT NOT NULL DEFAULT '' CHECK (length(about) <= 2000),
  kind TEXT NOT NULL CHECK (kind IN ('goods', 'service', 'digital')),
  unit TEXT NOT NULL CHECK (length(unit) BETWEEN 2 AND 3),            -- UN/ECE Recommendation 20
  class_id INTEGER NOT NULL,
  entry TEXT NOT NULL CHECK (entry IN ('net', 'gross')),              -- what its prices are
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),             -- 0: retired
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER,
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, id) REFERENCES subject (workspace_id, id),
  FOREIGN KEY (workspace_id, class_id) REFERENCES tax_class (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX product_sku ON product (workspace_id, sku_key) WHERE sku_key <> '';
CREATE INDEX product_by_name ON product (workspace_id, live, name_sort, id);
CREATE INDEX product_class ON product (workspace_id, class_id, live, name_sort, id);

-- What one of a product costs, a currency each.
CREATE TABLE product_price (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000000),  -- millionths of the currency's whole unit
  UNIQUE (workspace_id, id),
  UNIQUE (workspace_id, product_id, currency),
  FOREIGN KEY (workspace_id, product_id) REFERENCES product (workspace_id, id)
) STRICT;
