-- A first catalogue and a large version come quickly, and what differs from the hub is fetched bucket by bucket.
-- index_product() writes the full-text index itself: the savepoint of a trigger made it write its words out at every row.
DROP TRIGGER product_text_insert;
DROP TRIGGER product_text_delete;
DROP TRIGGER product_text_update;
-- While a version is written unseen: the last variant and product of before. What is newer needs no row in *_former.
ALTER TABLE masters_shown ADD COLUMN last_variant INTEGER NOT NULL DEFAULT 9223372036854775807;
ALTER TABLE masters_shown ADD COLUMN last_product INTEGER NOT NULL DEFAULT 9223372036854775807;
-- Data sets that had no rows here: theirs go to feed_row at once, and are in force up to `applied_key` (NULL: none is).
CREATE TABLE feed_load (
  dataset TEXT PRIMARY KEY, row_count INTEGER NOT NULL, buckets BLOB NOT NULL CHECK (length(buckets) = 8192), applied_key TEXT
) STRICT, WITHOUT ROWID;
