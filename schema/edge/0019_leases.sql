-- What the hub lends this store of an account ahead of an outage, and how much there was at the hub when it last said.
CREATE TABLE value_lease (
  account_id INTEGER NOT NULL PRIMARY KEY REFERENCES value_account(id),
  state TEXT NOT NULL CHECK (state IN ('none', 'open', 'over')),  -- none: only the balance is known
  until_us INTEGER NOT NULL,                                      -- by this store's clock; nothing of it is spent later
  hub_balance INTEGER NOT NULL, as_of_us INTEGER NOT NULL
) STRICT;
CREATE INDEX value_lease_end ON value_lease(until_us) WHERE state = 'open';
CREATE INDEX value_account_lent ON value_account(id) WHERE home = 'hub' AND balance > held;
-- By what leave an order was made: what the capability table limited or queued, and what the fraud check said.
CREATE TABLE order_leave (
  order_id INTEGER NOT NULL PRIMARY KEY REFERENCES orders(id),
  capabilities TEXT CHECK (capabilities IS NULL OR json_valid(capabilities)), fraud TEXT CHECK (fraud IS NULL OR json_valid(fraud))
) STRICT;
-- Customers of the hub's: what this store told it of them and has no answer to yet is in realtime_call.
CREATE TABLE person_hub (
  person_id INTEGER NOT NULL PRIMARY KEY REFERENCES person(id),
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'provisional', 'review')), call_id BLOB CHECK (length(call_id) = 16),
  changed_us INTEGER NOT NULL
) STRICT;
CREATE INDEX person_hub_call ON person_hub(call_id) WHERE call_id IS NOT NULL;
-- Goods on their way to or from another store, as this one knows of them.
CREATE TABLE stock_transfer (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  other_site TEXT NOT NULL, outgoing INTEGER NOT NULL CHECK (outgoing IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('requested', 'sent', 'received', 'cancelled')),
  note TEXT NOT NULL, made_us INTEGER NOT NULL, changed_us INTEGER NOT NULL
) STRICT;
CREATE TABLE stock_transfer_line (
  transfer_id INTEGER NOT NULL REFERENCES stock_transfer(id), position INTEGER NOT NULL, sku TEXT NOT NULL,
  requested_micro INTEGER NOT NULL, sent_micro INTEGER NOT NULL, received_micro INTEGER NOT NULL,
  PRIMARY KEY (transfer_id, position)
) STRICT, WITHOUT ROWID;
