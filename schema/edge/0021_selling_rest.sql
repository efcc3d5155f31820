-- Layaways: goods that a store keeps for a customer who pays for them in parts. What was paid in lies on an account without a code.
CREATE TABLE layaway (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'pickingUp', 'pickedUp', 'cancelling', 'cancelled')),
  cart_id INTEGER NOT NULL UNIQUE REFERENCES cart(id),                  -- the goods, at the prices of that day
  account_id INTEGER NOT NULL UNIQUE REFERENCES value_account(id), person_id INTEGER NOT NULL REFERENCES person(id),
  total INTEGER NOT NULL CHECK (total > 0), currency TEXT NOT NULL,
  due_on TEXT NOT NULL CHECK (length(due_on) = 10),                     -- the last day to pick up
  note TEXT NOT NULL DEFAULT '', fee INTEGER NOT NULL DEFAULT 0 CHECK (fee >= 0),  -- kept when it was cancelled
  order_id INTEGER REFERENCES orders(id),                               -- that handed the goods out, or paid back
  staff_id INTEGER NOT NULL, utc_offset_min INTEGER NOT NULL, created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL,
  CHECK ((status = 'open') = (order_id IS NULL))
) STRICT;
CREATE INDEX layaway_status ON layaway(status, id);
CREATE INDEX layaway_person ON layaway(person_id);
CREATE INDEX layaway_order ON layaway(order_id);

CREATE TABLE tax_destination (           -- goods of this category that are sent there are taxed as another
  tax_category_id INTEGER NOT NULL REFERENCES tax_category(id),
  place TEXT NOT NULL CHECK (length(place) BETWEEN 2 AND 10),           -- ISO 3166: `FR`, `US-CA`; the narrower one wins
  taxed_as_id INTEGER NOT NULL REFERENCES tax_category(id), PRIMARY KEY (tax_category_id, place), CHECK (tax_category_id <> taxed_as_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tax_destination_insert_version AFTER INSERT ON tax_destination BEGIN UPDATE reference_version SET version = version + 1; END;
CREATE TRIGGER tax_destination_delete_version AFTER DELETE ON tax_destination BEGIN UPDATE reference_version SET version = version + 1; END;
