-- The states of what prices are derived from, kept for good beside the feed, whose changes are forgotten: promotion_rule and
-- tax_category by data set and key, with the version of the feed that brought them; body NULL: withdrawn.
CREATE TABLE rule_document (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, dataset TEXT NOT NULL, row_key TEXT NOT NULL, version INTEGER NOT NULL,
  body BLOB,
  PRIMARY KEY (tenant_id, channel_id, dataset, row_key, version)
) STRICT, WITHOUT ROWID;
-- Rows published before there was this table.
INSERT INTO rule_document(tenant_id, channel_id, dataset, row_key, version, body)
SELECT tenant_id, channel_id, dataset, row_key, row_version, body FROM feed_row WHERE dataset IN ('promotion_rule', 'tax_category');

-- When the row at applied_seq came: what follows is looked for from there on, so that months of site_log that were projected long
-- ago are not looked at (PostgreSQL's partitions are made by the hub: hub/postgres/partitions.h). 0: not known.
ALTER TABLE site_epoch ADD COLUMN applied_us INTEGER NOT NULL DEFAULT 0;
