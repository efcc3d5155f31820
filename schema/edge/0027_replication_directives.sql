-- What the hub ordered this store to do, each once by its id. A run that it began has its state (replication_run); `told` is
-- the state that the hub is known to have heard.
CREATE TABLE hub_directive (
  id INTEGER PRIMARY KEY, directive_id BLOB NOT NULL UNIQUE CHECK (length(directive_id) = 16),
  kind TEXT NOT NULL, direction TEXT NOT NULL, reason TEXT NOT NULL, ordered_by TEXT NOT NULL,
  ordered_us INTEGER NOT NULL, taken_us INTEGER NOT NULL,   -- by the hub's clock; by this store's
  run_uuid BLOB CHECK (run_uuid IS NULL OR length(run_uuid) = 16),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')), detail TEXT NOT NULL DEFAULT '', told TEXT
) STRICT;
CREATE INDEX hub_directive_untold ON hub_directive(id) WHERE told IS NULL OR told = 'running';
-- Two switches, each its owner's: people of the store pause and resume theirs, the hub its own; either holds the line.
ALTER TABLE replication_switch ADD COLUMN paused_by TEXT NOT NULL DEFAULT '';
ALTER TABLE replication_switch ADD COLUMN hub_paused INTEGER NOT NULL DEFAULT 0 CHECK (hub_paused IN (0, 1));
ALTER TABLE replication_switch ADD COLUMN hub_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE replication_switch ADD COLUMN hub_by TEXT NOT NULL DEFAULT '';
ALTER TABLE replication_switch ADD COLUMN hub_changed_us INTEGER NOT NULL DEFAULT 0;
-- A dead letter that a person put right: its own body never goes up (status 'discarded'), this stands for it at the hub, which
-- has booked it since corrected_us.
ALTER TABLE dead_letter ADD COLUMN corrected TEXT CHECK (corrected IS NULL OR json_valid(corrected));
ALTER TABLE dead_letter ADD COLUMN corrected_us INTEGER;
