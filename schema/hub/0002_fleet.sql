-- Who there is: tenants, their sales channels, and what is known of each site besides its log.
CREATE TABLE tenant (
  tenant_id TEXT NOT NULL, name TEXT NOT NULL, created_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE sales_channel (
  tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, name TEXT NOT NULL, created_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, channel_id)
) STRICT, WITHOUT ROWID;
-- Beside site_state, so that being seen does not wait for the row that ingest locks.
CREATE TABLE site_card (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, name TEXT NOT NULL, enrolled_us INTEGER NOT NULL, revoked_us INTEGER,
  seen_us INTEGER NOT NULL, release TEXT NOT NULL DEFAULT '', mode TEXT NOT NULL DEFAULT '', backlog INTEGER NOT NULL DEFAULT 0,
  backlog_since_us INTEGER, report TEXT, reported_us INTEGER, feed_version INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, site_id)
) STRICT, WITHOUT ROWID;

-- Enrolment. A token is known by its digest alone; nobody knows the tenant before it is shown, so nothing else can lead here.
CREATE TABLE enrolment_token (
  token_sha BLOB NOT NULL, tenant_id TEXT NOT NULL, channel_id TEXT NOT NULL, site_name TEXT NOT NULL,
  created_us INTEGER NOT NULL, expires_us INTEGER NOT NULL, used_us INTEGER, site_id TEXT, key_sha BLOB,
  PRIMARY KEY (token_sha)
) STRICT, WITHOUT ROWID;
CREATE TABLE site_certificate (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, fingerprint BLOB NOT NULL, issued_us INTEGER NOT NULL, not_after_us INTEGER NOT NULL,
  revoked_us INTEGER,
  PRIMARY KEY (tenant_id, site_id, fingerprint)
) STRICT, WITHOUT ROWID;
-- The authority that signed the sites' certificates: all hubs on one database have the same.
CREATE TABLE authority (name TEXT NOT NULL, certificate TEXT NOT NULL, PRIMARY KEY (name)) STRICT, WITHOUT ROWID;

-- What a day's sums need besides the number of orders and their total.
ALTER TABLE paid_order ADD COLUMN kind TEXT NOT NULL DEFAULT 'sale';
ALTER TABLE paid_order ADD COLUMN tax INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sales_total ADD COLUMN returns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sales_total ADD COLUMN refunds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sales_total ADD COLUMN tax INTEGER NOT NULL DEFAULT 0;
-- The orders in the order of the log. A table of its own: beside the key of paid_order a second index that begins alike would be
-- as good to a planner that has no statistics yet, and reads the whole site for each question.
CREATE TABLE order_place (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, epoch, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO order_place(tenant_id, site_id, epoch, seq) SELECT tenant_id, site_id, epoch, seq FROM paid_order;
