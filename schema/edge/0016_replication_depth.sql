-- What a store needs for large versions of its masters, for files that carry events out, and for what it may forget.

-- A large version is written in slices between sales, yet tills see it at one instant: until then they see what its rows were.
-- The *_former tables hold that, of rows that were touched; a row of a generation above the one shown hides the present one.
-- Raising `generation` by one is the instant; what is then former is swept away in slices.
CREATE TABLE masters_shown (
  id INTEGER PRIMARY KEY CHECK (id = 1), generation INTEGER NOT NULL,
  target_version INTEGER,                              -- not NULL: this version is being written, unseen
  reason TEXT NOT NULL DEFAULT ''                      -- `version`, or `due` for rows whose day has come
) STRICT;
INSERT INTO masters_shown VALUES (1, 0, NULL, '');
CREATE TABLE variant_former (
  variant_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, existed INTEGER NOT NULL CHECK (existed IN (0, 1)),
  tax_category_id INTEGER, name TEXT, title TEXT, unit TEXT, decimals INTEGER, price_kind TEXT, price INTEGER, min_price INTEGER,
  max_price INTEGER, inventory_source TEXT, discountable INTEGER, active INTEGER, product_active INTEGER, min_age INTEGER
) STRICT;
CREATE TABLE product_former (
  product_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, existed INTEGER NOT NULL CHECK (existed IN (0, 1)),
  name TEXT, description TEXT, active INTEGER, tax_category_id INTEGER, min_age INTEGER
) STRICT;
CREATE TABLE product_category_former (
  product_id INTEGER NOT NULL, category_id INTEGER NOT NULL, PRIMARY KEY (product_id, category_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE barcode_former (                          -- variant_id NULL: nobody had this code
  code TEXT NOT NULL PRIMARY KEY, generation INTEGER NOT NULL, variant_id INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE price_held (                              -- variants whose prices of books are those of price_former
  variant_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL
) STRICT;
CREATE TABLE price_former (
  variant_id INTEGER NOT NULL, price_book_id INTEGER NOT NULL, min_quantity_micro INTEGER NOT NULL, from_us INTEGER NOT NULL,
  to_us INTEGER, amount INTEGER NOT NULL, PRIMARY KEY (variant_id, price_book_id, min_quantity_micro, from_us)
) STRICT, WITHOUT ROWID;
CREATE TABLE price_book_former (
  price_book_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, existed INTEGER NOT NULL CHECK (existed IN (0, 1)),
  priority INTEGER, from_us INTEGER, to_us INTEGER, active INTEGER
) STRICT;

-- Up to where the hub is known to hold every event with its body, so that a store may let go of its own: the watermark runs
-- ahead of bodies that are sent later.
ALTER TABLE upsync_state ADD COLUMN whole_seq INTEGER NOT NULL DEFAULT 0;
CREATE INDEX fiscal_record_event ON fiscal_record(event_seq);   -- documents of the journal are never let go of
