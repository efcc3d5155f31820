-- What leaves the hub: webhooks and connectors, and what has come in through them.

-- The outbox: what the projection made of the logs, numbered without a gap by site, in order of commit. `site_id` is empty for what
-- happened to the tenant as a whole. A row of the log is named by its place; what the hub says itself has its body here.
CREATE TABLE outbound_mark (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, last_no INTEGER NOT NULL, oldest_no INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbound_event (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, event_no INTEGER NOT NULL, type TEXT NOT NULL, event_id TEXT NOT NULL,
  epoch INTEGER NOT NULL, seq INTEGER NOT NULL, part INTEGER NOT NULL, subject TEXT NOT NULL, body TEXT, made_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, event_no)
) STRICT, WITHOUT ROWID;

-- Who is told. Secrets are sealed with a key of the hubs' authority, never in clear.
CREATE TABLE outbound_endpoint (
  tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('webhook', 'connector')), name TEXT NOT NULL,
  url TEXT NOT NULL, types TEXT NOT NULL, document TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('enabled', 'paused', 'disabled')), state_reason TEXT NOT NULL,
  secret BLOB, previous_secret BLOB, previous_until_us INTEGER, created_us INTEGER NOT NULL, changed_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id)
) STRICT, WITHOUT ROWID;
-- What changes with each delivery, and which hub process delivers. One at a time: the others wait until its time is up.
CREATE TABLE outbound_lease (
  tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, holder TEXT NOT NULL, until_us INTEGER NOT NULL,
  failing_since_us INTEGER, failures INTEGER NOT NULL, window_us INTEGER NOT NULL, open_until_us INTEGER NOT NULL,
  trials INTEGER NOT NULL, deliveries INTEGER NOT NULL, pulled_us INTEGER NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id)
) STRICT, WITHOUT ROWID;
-- How far each endpoint is with each site, and how often the next one has been tried.
CREATE TABLE outbound_cursor (
  tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, site_id TEXT NOT NULL, event_no INTEGER NOT NULL,
  attempts INTEGER NOT NULL, first_us INTEGER NOT NULL, next_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id, site_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbound_dead (
  tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, site_id TEXT NOT NULL, event_no INTEGER NOT NULL,
  event_id TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, attempts INTEGER NOT NULL, trouble TEXT NOT NULL,
  first_us INTEGER NOT NULL, last_us INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'queued', 'replayed', 'discarded')), reviewed_by TEXT NOT NULL, notes TEXT NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id, site_id, event_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbound_dead_status ON outbound_dead(tenant_id, endpoint_id, status);
-- The last calls of each endpoint, in a ring: the slot is the number of the delivery by the size of the ring.
CREATE TABLE outbound_trail (
  tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, slot INTEGER NOT NULL, delivery INTEGER NOT NULL, at_us INTEGER NOT NULL,
  site_id TEXT NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL, attempt INTEGER NOT NULL, outcome TEXT NOT NULL,
  status INTEGER NOT NULL, duration_us INTEGER NOT NULL, request TEXT NOT NULL, response TEXT NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id, slot)
) STRICT, WITHOUT ROWID;

-- Credentials that connectors name, sealed.
CREATE TABLE outbound_secret (
  tenant_id TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, changed_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;

-- What others have told us, once for each of their ids: stored first, acted on after.
CREATE TABLE inbound_event (
  tenant_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, event_id TEXT NOT NULL, received_us INTEGER NOT NULL, body_sha BLOB NOT NULL,
  body TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN ('pending', 'done', 'refused')),
  attempts INTEGER NOT NULL, next_us INTEGER NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (tenant_id, endpoint_id, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbound_event_status ON inbound_event(tenant_id, endpoint_id, status, received_us);
-- Which sites were said to be away, so that each turn is told once.
CREATE TABLE outbound_presence (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, away INTEGER NOT NULL, since_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id)
) STRICT, WITHOUT ROWID;
