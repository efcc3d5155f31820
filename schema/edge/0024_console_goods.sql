-- What the back office does with goods: prices taken down for a while, what articles cost before, and counts of the shelf.
CREATE TABLE price_down (                -- its price lies in the price book `price-down`, which wins over all others
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  variant_id INTEGER NOT NULL REFERENCES product_variant(id), amount INTEGER NOT NULL CHECK (amount >= 0),
  former INTEGER NOT NULL,                                             -- what one cost when it was taken down
  from_us INTEGER NOT NULL, to_us INTEGER NOT NULL,                    -- from <= now < to; ended before its time: that time
  reason TEXT NOT NULL CHECK (reason <> ''), staff_id INTEGER REFERENCES staff(id), approver_id INTEGER REFERENCES staff(id),
  created_us INTEGER NOT NULL, ended_us INTEGER, ended_by INTEGER REFERENCES staff(id), CHECK (from_us <= to_us)
) STRICT;
CREATE INDEX price_down_of ON price_down(variant_id, from_us);
CREATE TABLE price_change (              -- of base prices; books keep their prices with their dates
  id INTEGER PRIMARY KEY, variant_id INTEGER NOT NULL, at_us INTEGER NOT NULL, former INTEGER, amount INTEGER   -- NULL: none
) STRICT;
CREATE INDEX price_change_of ON price_change(variant_id, id);
CREATE TRIGGER product_variant_price_change AFTER UPDATE OF price ON product_variant WHEN old.price IS NOT new.price BEGIN
  INSERT INTO price_change(variant_id, at_us, former, amount) VALUES (new.id, new.updated_us, old.price, new.price);
END;

CREATE TABLE stock_count (               -- one walk along the shelves; nothing moves before it is posted
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), name TEXT NOT NULL CHECK (name <> ''),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'posted', 'dropped')),
  staff_id INTEGER REFERENCES staff(id), opened_us INTEGER NOT NULL, closed_us INTEGER, closed_by INTEGER REFERENCES staff(id),
  CHECK ((status = 'open') = (closed_us IS NULL))
) STRICT;
CREATE TABLE stock_count_line (
  count_id INTEGER NOT NULL REFERENCES stock_count(id), variant_id INTEGER NOT NULL REFERENCES product_variant(id),
  counted_micro INTEGER NOT NULL CHECK (counted_micro >= 0),
  level_micro INTEGER NOT NULL,                                        -- what the books said when it was last counted
  staff_id INTEGER REFERENCES staff(id), at_us INTEGER NOT NULL, PRIMARY KEY (count_id, variant_id)
) STRICT, WITHOUT ROWID;
