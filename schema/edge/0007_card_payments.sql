-- Payments through card terminals. No release has written a row of payment_attempt yet, so it is made anew: an attempt knows
-- its register, its device and what it takes back. A card's number is in none of these columns; `result` has brand and four digits.
DROP TABLE payment_attempt;
CREATE TABLE payment_attempt (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), order_id INTEGER NOT NULL REFERENCES orders(id),
  register_id INTEGER NOT NULL REFERENCES register(id), device_id INTEGER NOT NULL REFERENCES device(id),
  tender_id INTEGER NOT NULL REFERENCES tender(id), kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'reversal')),
  state TEXT NOT NULL CHECK (state IN ('created', 'armed', 'running', 'unknown', 'approved', 'declined', 'cancelled', 'notCharged',
    'reversing', 'reversed', 'manual', 'abandoned')),
  amount INTEGER NOT NULL CHECK (amount > 0),                          -- asked for; tip and cashback come on top
  tip INTEGER NOT NULL DEFAULT 0 CHECK (tip >= 0), cashback INTEGER NOT NULL DEFAULT 0 CHECK (cashback >= 0),
  currency TEXT NOT NULL, reference TEXT NOT NULL,
  reverses_id INTEGER REFERENCES payment_attempt(id),
  original TEXT CHECK (original IS NULL OR json_valid(original)),                          -- the terminal's numbers of what is reversed
  note TEXT,                                                           -- the driver's own
  result TEXT CHECK (result IS NULL OR json_valid(result)),                              -- what the terminal said
  decision TEXT CHECK (decision IS NULL OR json_valid(decision)),                          -- what a person found out instead
  decision_told INTEGER NOT NULL DEFAULT 1 CHECK (decision_told IN (0, 1)),
  contradiction TEXT NOT NULL DEFAULT '',
  approved INTEGER NOT NULL DEFAULT 0 CHECK (approved >= 0),           -- goods; 0 unless approved
  tip_taken INTEGER NOT NULL DEFAULT 0, cashback_taken INTEGER NOT NULL DEFAULT 0,  -- negative: given back by a reversal
  staff_id INTEGER NOT NULL, created_us INTEGER NOT NULL, armed_us INTEGER, updated_us INTEGER NOT NULL,
  CHECK (state IN ('created', 'abandoned', 'cancelled') OR armed_us IS NOT NULL),
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))
) STRICT;
CREATE INDEX payment_attempt_order ON payment_attempt(order_id);
CREATE INDEX payment_attempt_register ON payment_attempt(register_id, id);
CREATE INDEX payment_attempt_device ON payment_attempt(device_id, id);
CREATE INDEX payment_attempt_open ON payment_attempt(device_id, id)
  WHERE state IN ('created', 'armed', 'running', 'unknown', 'reversing', 'manual');
CREATE UNIQUE INDEX payment_attempt_running ON payment_attempt(device_id) WHERE state IN ('armed', 'running');
CREATE TABLE attempt_line (            -- what the terminal wants on paper
  attempt_id INTEGER NOT NULL REFERENCES payment_attempt(id), position INTEGER NOT NULL CHECK (position > 0),
  copy TEXT NOT NULL CHECK (copy IN ('merchant', 'customer', 'admin')), text TEXT NOT NULL,
  centred INTEGER NOT NULL, double_width INTEGER NOT NULL, double_height INTEGER NOT NULL, indent INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, position)
) STRICT, WITHOUT ROWID;

-- An order that waits for a terminal: its row is PENDING_PAYMENT without a receipt number, and these are gone once it is
-- paid or cancelled. An order cancelled here has no receipt; its row says paid = total because orders asks for it.
CREATE TABLE pending_order (
  order_id INTEGER PRIMARY KEY REFERENCES orders(id), cart_id INTEGER REFERENCES cart(id),
  rounding INTEGER NOT NULL, paid INTEGER NOT NULL, change_due INTEGER NOT NULL,  -- when all goes as planned
  promotions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(promotions)),          -- [{code, amount}]
  giving_up INTEGER NOT NULL DEFAULT 0 CHECK (giving_up IN (0, 1)), reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE pending_payment (
  order_id INTEGER NOT NULL REFERENCES pending_order(order_id), position INTEGER NOT NULL CHECK (position > 0),
  tender_id INTEGER NOT NULL REFERENCES tender(id), amount INTEGER NOT NULL, tendered INTEGER NOT NULL,
  foreign_amount INTEGER, rate_micro INTEGER, reference TEXT, attempt_id INTEGER REFERENCES payment_attempt(id),
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE terminal_memory (         -- what a terminal's driver has to know the next time, opaque
  device_id INTEGER PRIMARY KEY REFERENCES device(id), memory TEXT NOT NULL, updated_us INTEGER NOT NULL
) STRICT;
CREATE TABLE terminal_report (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), device_id INTEGER NOT NULL REFERENCES device(id),
  kind TEXT NOT NULL, result TEXT NOT NULL CHECK (result IN ('done', 'refused', 'unknown', 'notSent')),
  words TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_valid(lines)), totals TEXT CHECK (totals IS NULL OR json_valid(totals)), comparison TEXT CHECK (comparison IS NULL OR json_valid(comparison)),
  last_attempt INTEGER NOT NULL,       -- attempts up to this row are behind it
  at_us INTEGER NOT NULL
) STRICT;
CREATE INDEX terminal_report_device ON terminal_report(device_id, id);
ALTER TABLE device ADD COLUMN secret TEXT NOT NULL DEFAULT '';  -- password or passphrase of a terminal

-- Cards that the store takes without the terminal's host, by a policy of its own (no row: none), and what of that is at risk.
CREATE TABLE offline_card_policy (
  id INTEGER PRIMARY KEY CHECK (id = 1), max_per_sale INTEGER NOT NULL CHECK (max_per_sale > 0),
  max_per_till INTEGER NOT NULL CHECK (max_per_till > 0), max_store INTEGER NOT NULL CHECK (max_store > 0),
  max_hours INTEGER NOT NULL CHECK (max_hours BETWEEN 1 AND 72),
  terminals TEXT NOT NULL CHECK (json_valid(terminals)),               -- protocols, as in device.profile
  staff_id INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;
CREATE TABLE offline_card (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), order_id INTEGER NOT NULL REFERENCES orders(id),
  register_id INTEGER NOT NULL REFERENCES register(id), amount INTEGER NOT NULL CHECK (amount > 0), reference TEXT NOT NULL,
  taken_us INTEGER NOT NULL, outcome TEXT CHECK (outcome IN ('forwarded', 'declined', 'voided')),
  outcome_note TEXT NOT NULL DEFAULT '', staff_id INTEGER, outcome_us INTEGER,
  CHECK ((outcome IS NULL) = (outcome_us IS NULL))
) STRICT;
CREATE INDEX offline_card_open ON offline_card(register_id) WHERE outcome IS NULL;
