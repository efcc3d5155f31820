-- What the kitchen is told of open checks, course by course, and proofs of age by an identity provider.
CREATE TABLE kitchen_ticket (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  cart_id INTEGER NOT NULL REFERENCES cart(id), register_id INTEGER NOT NULL REFERENCES register(id),
  kind TEXT NOT NULL CHECK (kind IN ('fire', 'change', 'void', 'move')), course INTEGER NOT NULL DEFAULT 0 CHECK (course >= 0),
  document TEXT NOT NULL CHECK (json_valid(document)),                 -- table, guests, who, the lines; as they were then
  created_us INTEGER NOT NULL, ready_us INTEGER
) STRICT;
CREATE INDEX kitchen_ticket_cart ON kitchen_ticket(cart_id);
CREATE INDEX kitchen_ticket_open ON kitchen_ticket(id) WHERE ready_us IS NULL;

CREATE TABLE age_check (                 -- the decision alone: no name and no date of birth
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), cart_id INTEGER NOT NULL REFERENCES cart(id),
  min_age INTEGER NOT NULL CHECK (min_age BETWEEN 1 AND 150),
  state TEXT NOT NULL CHECK (state IN ('asked', 'ready', 'proved', 'refused', 'cancelled', 'expired')),
  url TEXT NOT NULL DEFAULT '', staff_id INTEGER, created_us INTEGER NOT NULL, changed_us INTEGER NOT NULL, expires_us INTEGER NOT NULL
) STRICT;
CREATE INDEX age_check_cart ON age_check(cart_id);

-- A ticket of a course is a print job too: of an order, or of a kitchen ticket. A CHECK cannot be widened, so the ledger is made
-- anew and keeps its rows and their numbers.
CREATE TABLE print_job_next (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  device_id INTEGER NOT NULL REFERENCES device(id), register_id INTEGER REFERENCES register(id),
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'copy', 'gift', 'x_report', 'test', 'drawer_kick', 'kitchen')),
  order_id INTEGER REFERENCES orders(id), shift_id INTEGER REFERENCES shift(id), ticket_id INTEGER REFERENCES kitchen_ticket(id),
  copy INTEGER NOT NULL DEFAULT 0 CHECK (copy >= 0),
  opens_drawer INTEGER NOT NULL DEFAULT 0 CHECK (opens_drawer IN (0, 1)),
  drawer TEXT CHECK (drawer IN ('opened', 'sent', 'stayed_closed', 'already_open', 'not_sent', 'unknown')),
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'printing', 'sent', 'confirmed', 'unknown', 'failed', 'expired')),
  why TEXT NOT NULL DEFAULT '', retry_of INTEGER REFERENCES print_job_next(id), staff_id INTEGER,
  created_us INTEGER NOT NULL, changed_us INTEGER NOT NULL, expires_us INTEGER NOT NULL,
  CHECK ((kind IN ('receipt', 'copy', 'gift') OR (kind = 'kitchen' AND ticket_id IS NULL)) = (order_id IS NOT NULL)),
  CHECK (ticket_id IS NULL OR kind = 'kitchen'),
  CHECK ((kind = 'x_report') = (shift_id IS NOT NULL)),
  CHECK ((kind = 'copy') = (copy > 0)),
  CHECK (opens_drawer = 1 OR drawer IS NULL),
  CHECK (expires_us > created_us)
) STRICT;
INSERT INTO print_job_next(id, uuid, device_id, register_id, kind, order_id, shift_id, copy, opens_drawer, drawer, state, why,
  retry_of, staff_id, created_us, changed_us, expires_us)
SELECT id, uuid, device_id, register_id, kind, order_id, shift_id, copy, opens_drawer, drawer, state, why, retry_of, staff_id,
  created_us, changed_us, expires_us FROM print_job ORDER BY id;
DROP TABLE print_job;
ALTER TABLE print_job_next RENAME TO print_job;
CREATE INDEX print_job_open ON print_job(device_id, id) WHERE state IN ('queued', 'printing');
CREATE INDEX print_job_order ON print_job(order_id) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX print_job_receipt ON print_job(order_id) WHERE kind = 'receipt';
CREATE UNIQUE INDEX print_job_ticket ON print_job(order_id, device_id) WHERE kind = 'kitchen' AND retry_of IS NULL AND order_id IS NOT NULL;
CREATE UNIQUE INDEX print_job_course ON print_job(ticket_id, device_id) WHERE retry_of IS NULL AND ticket_id IS NOT NULL;
CREATE INDEX print_job_copy ON print_job(ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX print_job_retry ON print_job(retry_of) WHERE retry_of IS NOT NULL;
