-- The hub's database. Shaped so that PostgreSQL, also a distributed one, can hold the same tables: every key leads with the
-- tenant and its distribution column (site_id or channel_id), nothing unique reaches across it, no foreign keys, sequences or
-- triggers, times are microseconds since 1970. Types are SQLite's: BLOB is BYTEA there, INTEGER is BIGINT.

-- A site and where its log stands -----------------------------------------------------------------------------------------
CREATE TABLE site_state (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, channel_id TEXT NOT NULL,
  epoch INTEGER NOT NULL, frozen INTEGER NOT NULL DEFAULT 0, last_seen_us INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, site_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE site_epoch (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, epoch INTEGER NOT NULL,
  ack_seq INTEGER NOT NULL, ack_hash BLOB NOT NULL, applied_seq INTEGER NOT NULL,
  grant_key BLOB, common_epoch INTEGER, common_seq INTEGER, opened_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, epoch)
) STRICT, WITHOUT ROWID;

-- What the sites said, byte for byte. PostgreSQL: partition by range of received_us within the distribution column ----------
CREATE TABLE site_log (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  event_id BLOB NOT NULL, body BLOB, body_sha BLOB NOT NULL, hash BLOB NOT NULL, error_class TEXT, received_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, epoch, seq)
) STRICT, WITHOUT ROWID;
-- Bodies that have not come yet.
CREATE TABLE site_hole (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, error_class TEXT NOT NULL,
  PRIMARY KEY (tenant_id, site_id, epoch, seq)
) STRICT, WITHOUT ROWID;
-- The other version of a place, kept when a fork is found: nothing that a store says is thrown away.
CREATE TABLE fork_evidence (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, body_sha BLOB NOT NULL,
  event_id BLOB NOT NULL, body BLOB, received_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, epoch, seq, body_sha)
) STRICT, WITHOUT ROWID;

-- What the log means ------------------------------------------------------------------------------------------------------
CREATE TABLE event_seen (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, event_id BLOB NOT NULL,
  epoch INTEGER NOT NULL, seq INTEGER NOT NULL, body_sha BLOB NOT NULL,
  PRIMARY KEY (tenant_id, site_id, event_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE paid_order (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, order_id BLOB NOT NULL,
  epoch INTEGER NOT NULL, seq INTEGER NOT NULL, business_date TEXT NOT NULL, register_id TEXT NOT NULL, receipt_number TEXT NOT NULL,
  currency TEXT NOT NULL, total INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt_seen (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, receipt_number TEXT NOT NULL, order_id BLOB NOT NULL,
  PRIMARY KEY (tenant_id, site_id, receipt_number)
) STRICT, WITHOUT ROWID;
CREATE TABLE register_mark (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, series TEXT NOT NULL, highest_receipt INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, series)
) STRICT, WITHOUT ROWID;
CREATE TABLE sales_total (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, business_date TEXT NOT NULL, register_id TEXT NOT NULL, currency TEXT NOT NULL,
  orders INTEGER NOT NULL, total INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, business_date, register_id, currency)
) STRICT, WITHOUT ROWID;
CREATE TABLE tender_total (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, business_date TEXT NOT NULL, register_id TEXT NOT NULL, tender TEXT NOT NULL,
  currency TEXT NOT NULL, payments INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, business_date, register_id, tender, currency)
) STRICT, WITHOUT ROWID;

-- Dead letters (seed 004 4.5.5). held = 1: not booked until replayed; 0: booked, with this exception for a person to see -----
CREATE TABLE quarantine (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, code TEXT NOT NULL,
  error_class TEXT NOT NULL, detail TEXT NOT NULL, held INTEGER NOT NULL, aggregate_id TEXT NOT NULL,
  attempts INTEGER NOT NULL, first_us INTEGER NOT NULL, last_us INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending_review', 'in_review', 'replayed', 'discarded')),
  reviewed_by TEXT, notes TEXT, corrected BLOB,
  PRIMARY KEY (tenant_id, site_id, epoch, seq, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_waiting ON quarantine(tenant_id, site_id, status, held, aggregate_id);

-- Masters: one rising version a channel, what changed with each, what holds now -----------------------------------------------
CREATE TABLE channel_state (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, version INTEGER NOT NULL, oldest_version INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_version (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, version INTEGER NOT NULL, changes INTEGER NOT NULL, published_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, channel_id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_root (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, dataset TEXT NOT NULL, version INTEGER NOT NULL, root BLOB NOT NULL,
  PRIMARY KEY (tenant_id, channel_id, dataset, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_change (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, version INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  dataset TEXT NOT NULL, row_key TEXT NOT NULL, op INTEGER NOT NULL, row_version INTEGER NOT NULL, body BLOB,
  PRIMARY KEY (tenant_id, channel_id, version, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_row (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, dataset TEXT NOT NULL, row_key TEXT NOT NULL,
  row_version INTEGER NOT NULL, body BLOB NOT NULL, body_sha BLOB NOT NULL,
  PRIMARY KEY (tenant_id, channel_id, dataset, row_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_bucket (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, dataset TEXT NOT NULL, bucket INTEGER NOT NULL,
  digest BLOB NOT NULL, row_count INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, channel_id, dataset, bucket)
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, version INTEGER NOT NULL, manifest TEXT NOT NULL, made_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, channel_id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot_part (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, version INTEGER NOT NULL, part INTEGER NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (tenant_id, channel_id, version, part)
) STRICT, WITHOUT ROWID;
