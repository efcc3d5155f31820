-- readable-by: @BEFORE@
-- Where an article stands: rows are made of what is there, and nothing is taken from anybody.
CREATE TABLE later_shelf (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO later_shelf(id, name) VALUES (1, 'everything');
ALTER TABLE product_variant ADD COLUMN later_shelf_id INTEGER NOT NULL DEFAULT 1;
CREATE TABLE later_sold (order_id INTEGER PRIMARY KEY, total INTEGER NOT NULL) STRICT;
INSERT INTO later_sold(order_id, total) SELECT id, total FROM orders;
