-- What hello agreed on with a site (schema/sync.yaml, Common), so that its feed is given as it can read it.
ALTER TABLE site_card ADD COLUMN agreed TEXT NOT NULL DEFAULT '';
-- Files that somebody carried here from a store (schema/sync.yaml, "Carry-out"): none is taken twice, and its answer can be
-- had again, which needs to know what the store opens it with and where its masters stood.
CREATE TABLE carried_file (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, file_sha BLOB NOT NULL, file_id TEXT NOT NULL, reply_key BLOB NOT NULL,
  feed TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, taken_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, file_sha)
) STRICT, WITHOUT ROWID;
