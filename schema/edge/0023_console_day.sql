-- Consent asked of somebody who is elsewhere, what was made of exceptions, and totals that a till foresaw otherwise.

CREATE TABLE approval_request (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  requester_id INTEGER NOT NULL REFERENCES staff(id), terminal_id INTEGER NOT NULL REFERENCES terminal(id),
  action TEXT NOT NULL, title TEXT NOT NULL, before TEXT NOT NULL DEFAULT '', after TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  method TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL,          -- the call that it is for, as it will be made again
  request_sha BLOB NOT NULL CHECK (length(request_sha) = 32),
  cart BLOB CHECK (length(cart) = 16), cart_version INTEGER,             -- no reference: carts are cleared away
  cart_total INTEGER, cart_lines INTEGER,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'denied', 'withdrawn')),
  decided_by INTEGER REFERENCES staff(id), decided_us INTEGER, note TEXT NOT NULL DEFAULT '',
  approval_id INTEGER REFERENCES approval(id),
  created_us INTEGER NOT NULL, expires_us INTEGER NOT NULL,
  CHECK ((state = 'pending') = (decided_us IS NULL)), CHECK ((state = 'approved') = (approval_id IS NOT NULL)),
  CHECK ((cart IS NULL) = (cart_version IS NULL)), CHECK (decided_by IS NULL OR state = 'withdrawn' OR decided_by <> requester_id)
) STRICT;
CREATE INDEX approval_request_open ON approval_request(terminal_id) WHERE state = 'pending';

-- A consent that was asked for from afar counts for one call, and for the cart as it was.
ALTER TABLE approval ADD COLUMN request_sha BLOB;
ALTER TABLE approval ADD COLUMN cart BLOB;
ALTER TABLE approval ADD COLUMN cart_version INTEGER;

-- Somebody has seen it. It comes back when it changes: `mark` tells what it was like.
CREATE TABLE exception_seen (
  exception TEXT PRIMARY KEY, mark TEXT NOT NULL, staff_id INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '', at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE price_difference (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  cart BLOB NOT NULL CHECK (length(cart) = 16), version INTEGER NOT NULL, foreseen INTEGER NOT NULL, answered INTEGER NOT NULL,
  engine TEXT NOT NULL, terminal_id INTEGER, at_us INTEGER NOT NULL
) STRICT;
