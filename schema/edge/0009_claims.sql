-- Who works with a shared device just now, and the weights that were sold as their scales gave them.
CREATE TABLE device_claim (
  device_id INTEGER PRIMARY KEY REFERENCES device(id), terminal_id INTEGER NOT NULL REFERENCES terminal(id),
  staff_id INTEGER NOT NULL REFERENCES staff(id), since_us INTEGER NOT NULL, expires_us INTEGER NOT NULL,
  CHECK (expires_us > since_us)
) STRICT;
CREATE TABLE weighing (                -- bound to a line; the row stays when the line goes, so that a weight is sold once
  uuid BLOB PRIMARY KEY CHECK (length(uuid) = 16), device_id INTEGER NOT NULL REFERENCES device(id),
  cart_id INTEGER NOT NULL, item INTEGER NOT NULL CHECK (item > 0),     -- of the cart, which goes before its weighings do
  reading TEXT NOT NULL CHECK (json_valid(reading)),                   -- what the scale said: weight, unit, tare, times, raw bytes
  bound_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX weighing_item ON weighing(cart_id, item);
CREATE INDEX session_open ON session(terminal_id) WHERE ended_us IS NULL;  -- who is signed on now
