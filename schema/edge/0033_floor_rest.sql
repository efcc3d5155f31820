-- What the kitchen is told of an order that is paid at once is a ticket, too: of a check, or of an order. A CHECK and a NOT NULL cannot be
-- widened, so the table is made anew; the print ledger, which points at it, is made anew with it. Rows keep their numbers.
CREATE TABLE kitchen_ticket_next (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  cart_id INTEGER REFERENCES cart(id), order_id INTEGER REFERENCES orders(id), register_id INTEGER NOT NULL REFERENCES register(id),
  kind TEXT NOT NULL CHECK (kind IN ('fire', 'change', 'void', 'move')), course INTEGER NOT NULL DEFAULT 0 CHECK (course >= 0),
  document TEXT NOT NULL CHECK (json_valid(document)),                 -- table, guests, who, the lines; as they were then
  created_us INTEGER NOT NULL, ready_us INTEGER,
  CHECK ((cart_id IS NULL) <> (order_id IS NULL))
) STRICT;
INSERT INTO kitchen_ticket_next(id, uuid, cart_id, register_id, kind, course, document, created_us, ready_us)
SELECT id, uuid, cart_id, register_id, kind, course, document, created_us, ready_us FROM kitchen_ticket ORDER BY id;
CREATE TABLE print_job_next (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  device_id INTEGER NOT NULL REFERENCES device(id), register_id INTEGER REFERENCES register(id),
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'copy', 'gift', 'x_report', 'test', 'drawer_kick', 'kitchen')),
  order_id INTEGER REFERENCES orders(id), shift_id INTEGER REFERENCES shift(id), ticket_id INTEGER REFERENCES kitchen_ticket_next(id),
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
INSERT INTO print_job_next(id, uuid, device_id, register_id, kind, order_id, shift_id, ticket_id, copy, opens_drawer, drawer, state, why,
  retry_of, staff_id, created_us, changed_us, expires_us)
SELECT id, uuid, device_id, register_id, kind, order_id, shift_id, ticket_id, copy, opens_drawer, drawer, state, why, retry_of, staff_id,
  created_us, changed_us, expires_us FROM print_job ORDER BY id;
DROP TABLE print_job;
DROP TABLE kitchen_ticket;
ALTER TABLE kitchen_ticket_next RENAME TO kitchen_ticket;
ALTER TABLE print_job_next RENAME TO print_job;
CREATE INDEX kitchen_ticket_cart ON kitchen_ticket(cart_id) WHERE cart_id IS NOT NULL;
CREATE INDEX kitchen_ticket_order ON kitchen_ticket(order_id) WHERE order_id IS NOT NULL;
CREATE INDEX kitchen_ticket_open ON kitchen_ticket(id) WHERE ready_us IS NULL;
CREATE INDEX print_job_open ON print_job(device_id, id) WHERE state IN ('queued', 'printing');
CREATE INDEX print_job_order ON print_job(order_id) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX print_job_receipt ON print_job(order_id) WHERE kind = 'receipt';
CREATE UNIQUE INDEX print_job_ticket ON print_job(order_id, device_id) WHERE kind = 'kitchen' AND retry_of IS NULL AND order_id IS NOT NULL;
CREATE UNIQUE INDEX print_job_course ON print_job(ticket_id, device_id) WHERE retry_of IS NULL AND ticket_id IS NOT NULL;
CREATE INDEX print_job_copy ON print_job(ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX print_job_retry ON print_job(retry_of) WHERE retry_of IS NOT NULL;
