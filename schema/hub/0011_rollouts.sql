-- A release on its way through a tenant's stores (hub/rings). `plan`, `state` and `manifest` are JSON; `looked_us` is when a hub looked
-- at it last, so that hubs take turns.
CREATE TABLE rollout (
  tenant_id TEXT NOT NULL, rollout_id BLOB NOT NULL, bundle TEXT NOT NULL, bundle_sha TEXT NOT NULL, size INTEGER NOT NULL,
  release TEXT NOT NULL, counter INTEGER NOT NULL, replaces INTEGER NOT NULL, plan TEXT NOT NULL, state TEXT NOT NULL,
  manifest TEXT NOT NULL, made_by TEXT NOT NULL, made_us INTEGER NOT NULL, looked_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, rollout_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rollout_made ON rollout(tenant_id, made_us);
-- What was decided and why, by whom; never changed.
CREATE TABLE rollout_event (
  tenant_id TEXT NOT NULL, rollout_id BLOB NOT NULL, number INTEGER NOT NULL, at_us INTEGER NOT NULL, decided_by TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (tenant_id, rollout_id, number)
) STRICT, WITHOUT ROWID;
-- What a store said last of what it runs. `since_us`: when this hub first heard of that counter; `crashes`: starts by itself since.
CREATE TABLE site_release (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, counter INTEGER NOT NULL, since_us INTEGER NOT NULL, crashes INTEGER NOT NULL,
  told_us INTEGER NOT NULL, report TEXT NOT NULL, reported_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id)
) STRICT, WITHOUT ROWID;
-- What it counted while it traded, by stretch of time and release.
CREATE TABLE site_signals (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, stretch_us INTEGER NOT NULL, counter INTEGER NOT NULL,
  trading_s INTEGER NOT NULL, sales INTEGER NOT NULL, scans INTEGER NOT NULL, scans_unknown INTEGER NOT NULL,
  prints INTEGER NOT NULL, prints_failed INTEGER NOT NULL, cards INTEGER NOT NULL, cards_declined INTEGER NOT NULL,
  errors INTEGER NOT NULL, restarts INTEGER NOT NULL, sale_us INTEGER NOT NULL, lag_s INTEGER NOT NULL,
  integrity_errors INTEGER NOT NULL, card_mismatches INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, stretch_us, counter)
) STRICT, WITHOUT ROWID;
CREATE INDEX site_signals_age ON site_signals(tenant_id, stretch_us);
