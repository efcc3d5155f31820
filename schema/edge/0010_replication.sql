-- What a store keeps of its replication with a hub. A store without one has these tables empty but for their states.

-- An epoch is one life of the log as a hub sees it: `epoch_seq` is event_log.seq - base_seq, from 1 without a gap, and is what
-- the chain hashes. Events up to own_after were made before and are carried over: same ids and bodies, with hashes of this
-- epoch beside them. The first epoch has no row (base_seq 0, nothing carried).
CREATE TABLE event_epoch (
  epoch INTEGER PRIMARY KEY CHECK (epoch > 0), base_seq INTEGER NOT NULL CHECK (base_seq >= 0),
  own_after INTEGER NOT NULL, reason TEXT NOT NULL, begun_us INTEGER NOT NULL, CHECK (own_after >= base_seq)
) STRICT;
CREATE TABLE carried_hash (
  epoch INTEGER NOT NULL, epoch_seq INTEGER NOT NULL CHECK (epoch_seq > 0), hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (epoch, epoch_seq)
) STRICT, WITHOUT ROWID;
-- Epochs begun by a restore of before: their chains went on counting, so the base is that of the whole log.
INSERT INTO event_epoch SELECT epoch, 0, min(seq) - 1, 'restore', min(recorded_us) FROM event_log WHERE epoch > 1 GROUP BY epoch;

-- Upward: how far the hub holds the present epoch, proved by its hash.
CREATE TABLE upsync_state (
  id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL, ack_seq INTEGER NOT NULL CHECK (ack_seq >= 0),
  ack_hash BLOB NOT NULL CHECK (length(ack_hash) = 32), applied_seq INTEGER NOT NULL, acked_us INTEGER NOT NULL,
  clock_error_us INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The next epoch, asked for and not yet granted: the same key until it is.
CREATE TABLE epoch_request (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL CHECK (json_valid(body))) STRICT;

-- Downward: feed_stage holds what came and is not shown, feed_row what is.
CREATE TABLE feed_state (
  id INTEGER PRIMARY KEY CHECK (id = 1), staged_version INTEGER NOT NULL, staged_ordinal INTEGER NOT NULL,
  active_version INTEGER NOT NULL, loading TEXT CHECK (loading IS NULL OR json_valid(loading)), activated_us INTEGER NOT NULL
) STRICT;
INSERT INTO feed_state VALUES (1, 0, 0, 0, NULL, 0);
CREATE TABLE feed_stage (
  dataset TEXT NOT NULL, row_key TEXT NOT NULL, op TEXT NOT NULL CHECK (op IN ('put', 'del')), row_version INTEGER NOT NULL,
  body TEXT, PRIMARY KEY (dataset, row_key), CHECK ((op = 'put') = (body IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_part (part INTEGER PRIMARY KEY) STRICT;   -- of the snapshot that is being loaded: staged already
CREATE TABLE feed_row (
  dataset TEXT NOT NULL, row_key TEXT NOT NULL, row_version INTEGER NOT NULL, body_sha BLOB NOT NULL CHECK (length(body_sha) = 32),
  body TEXT NOT NULL, due_us INTEGER,                  -- not NULL: it comes into force then, by the store's clock
  trouble TEXT,                                        -- why the row is not in force here, NULL: it is
  PRIMARY KEY (dataset, row_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_row_trouble ON feed_row(dataset, row_key) WHERE trouble IS NOT NULL;
CREATE INDEX feed_row_due ON feed_row(due_us) WHERE due_us IS NOT NULL;
CREATE TABLE feed_digest (                             -- per data set: 256 bucket sums, 32 bytes each
  dataset TEXT PRIMARY KEY, row_count INTEGER NOT NULL, root TEXT NOT NULL, buckets BLOB NOT NULL CHECK (length(buckets) = 8192)
) STRICT, WITHOUT ROWID;

-- What a person has to look at (seed 004 4.5.5): a body that the hub refuses, a row of masters that cannot be in force.
CREATE TABLE dead_letter (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  direction TEXT NOT NULL CHECK (direction IN ('up', 'down')), epoch INTEGER, epoch_seq INTEGER, dataset TEXT, row_key TEXT,
  event_type TEXT NOT NULL, error_class TEXT NOT NULL, detail TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 1,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'released', 'replayed', 'discarded')),
  reviewed_by TEXT, notes TEXT NOT NULL DEFAULT '', first_us INTEGER NOT NULL, last_us INTEGER NOT NULL,
  CHECK ((direction = 'up') = (epoch_seq IS NOT NULL)), CHECK ((direction = 'down') = (row_key IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX dead_letter_row ON dead_letter(dataset, row_key) WHERE direction = 'down' AND status = 'pending';
CREATE UNIQUE INDEX dead_letter_place ON dead_letter(epoch, epoch_seq) WHERE direction = 'up' AND status IN ('pending', 'released');

-- Runs that a person asked for, and what the tracker of seed 004 9.5 keeps of them.
CREATE TABLE replication_run (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('upsync', 'downsync', 'rebuild', 'drain')),
  state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  step TEXT NOT NULL DEFAULT '', done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, target INTEGER NOT NULL DEFAULT 0,
  error TEXT, correlation_id TEXT NOT NULL, staff_id INTEGER, started_us INTEGER NOT NULL, ended_us INTEGER,
  CHECK ((state = 'running') = (ended_us IS NULL))
) STRICT;
CREATE UNIQUE INDEX replication_run_one ON replication_run(kind) WHERE state = 'running';
CREATE TABLE replication_switch (
  direction TEXT PRIMARY KEY CHECK (direction IN ('up', 'down')), paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
  reason TEXT NOT NULL DEFAULT '', changed_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO replication_switch VALUES ('up', 0, '', 0), ('down', 0, '', 0);
