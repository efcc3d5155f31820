-- readable-by: @OWN@
-- Nothing older knows what has to be kept here beside each order, so nothing older may write.
CREATE TABLE later_kept (order_id INTEGER PRIMARY KEY, total INTEGER NOT NULL) STRICT;
INSERT INTO later_kept(order_id, total) SELECT order_id, total FROM later_sold;
DROP TABLE later_sold;
