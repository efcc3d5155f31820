-- What a receipt shows besides the sale, and who had it printed again.
ALTER TABLE site ADD COLUMN receipt_link TEXT NOT NULL DEFAULT '';  -- becomes the QR code; {receipt} and {order} stand for this receipt's
CREATE TABLE site_logo (
  id INTEGER PRIMARY KEY CHECK (id = 1), png BLOB NOT NULL,  -- one bit a dot, as it prints
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32), updated_us INTEGER NOT NULL
) STRICT;
CREATE TABLE receipt_copy (
  order_id INTEGER NOT NULL REFERENCES orders(id), copy INTEGER NOT NULL CHECK (copy > 0),
  staff_id INTEGER, terminal_id INTEGER, at_us INTEGER NOT NULL, PRIMARY KEY (order_id, copy)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER receipt_copy_immutable BEFORE UPDATE ON receipt_copy BEGIN SELECT raise(ABORT, 'copies are journaled for good'); END;
CREATE TRIGGER receipt_copy_kept BEFORE DELETE ON receipt_copy BEGIN SELECT raise(ABORT, 'copies are journaled for good'); END;
