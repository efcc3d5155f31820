-- Devices of this store, the registers that use them, and the ledger of what is to be printed. A job's row is committed
-- before its first byte leaves (intent) and again with how it ended (outcome); `printing` at a start means that nobody knows.
CREATE TABLE device (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('receipt_printer', 'scale', 'scanner', 'customer_display', 'card_terminal')),
  name TEXT NOT NULL CHECK (name <> ''), address TEXT NOT NULL CHECK (address <> ''),
  profile TEXT NOT NULL DEFAULT '',                                    -- of the model; empty: unknown
  settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),   -- what only its driver understands
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL, removed_us INTEGER
) STRICT;
CREATE TABLE device_register (
  register_id INTEGER NOT NULL REFERENCES register(id), device_id INTEGER NOT NULL REFERENCES device(id),
  since_us INTEGER NOT NULL,                                           -- what was sold before is not printed on it
  PRIMARY KEY (register_id, device_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE print_job (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  device_id INTEGER NOT NULL REFERENCES device(id), register_id INTEGER REFERENCES register(id),
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'copy', 'gift', 'x_report', 'test', 'drawer_kick')),
  order_id INTEGER REFERENCES orders(id), shift_id INTEGER REFERENCES shift(id),
  copy INTEGER NOT NULL DEFAULT 0 CHECK (copy >= 0),
  opens_drawer INTEGER NOT NULL DEFAULT 0 CHECK (opens_drawer IN (0, 1)),
  drawer TEXT CHECK (drawer IN ('opened', 'sent', 'stayed_closed', 'already_open', 'not_sent', 'unknown')),
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'printing', 'sent', 'confirmed', 'unknown', 'failed', 'expired')),
  why TEXT NOT NULL DEFAULT '', retry_of INTEGER REFERENCES print_job(id), staff_id INTEGER,
  created_us INTEGER NOT NULL, changed_us INTEGER NOT NULL, expires_us INTEGER NOT NULL,
  CHECK ((kind IN ('receipt', 'copy', 'gift')) = (order_id IS NOT NULL)),
  CHECK ((kind = 'x_report') = (shift_id IS NOT NULL)),
  CHECK ((kind = 'copy') = (copy > 0)),
  CHECK (opens_drawer = 1 OR drawer IS NULL),
  CHECK (expires_us > created_us)
) STRICT;
CREATE INDEX print_job_open ON print_job(device_id, id) WHERE state IN ('queued', 'printing');
CREATE INDEX print_job_order ON print_job(order_id) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX print_job_receipt ON print_job(order_id) WHERE kind = 'receipt';  -- the original is queued once
