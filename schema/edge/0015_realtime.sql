-- What was asked of the hub with an effect there: the intent is here before it goes out, what became of it after. `asked` is
-- asked again by the same id after a restart, `queued` is what somebody need not wait for, `giving_up` what must not have
-- happened: the hub is asked, and told to undo it if it did.
CREATE TABLE realtime_call (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  operation TEXT NOT NULL,
  dependency TEXT NOT NULL,
  request TEXT NOT NULL,
  undo TEXT,                                   -- operation that takes it back, with `{"operationId"}`
  state TEXT NOT NULL CHECK (state IN ('asked', 'queued', 'giving_up', 'answered', 'refused', 'not_done')),
  status INTEGER,
  answer TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  asked_us INTEGER NOT NULL,
  done_us INTEGER,
  used_us INTEGER                              -- an order has made use of the answer
) STRICT, WITHOUT ROWID;
CREATE INDEX realtime_call_open ON realtime_call(asked_us) WHERE state IN ('asked', 'queued', 'giving_up');
CREATE INDEX realtime_call_unused ON realtime_call(done_us) WHERE state = 'answered' AND undo IS NOT NULL AND used_us IS NULL;

-- Orders of other stores, as the hub or their signed receipt showed them: what a return is worked out from.
CREATE TABLE foreign_order (
  order_id BLOB NOT NULL PRIMARY KEY CHECK (length(order_id) = 16),
  site_id TEXT NOT NULL,
  site_name TEXT NOT NULL,
  receipt_number TEXT NOT NULL,
  currency TEXT NOT NULL,
  total INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  document TEXT NOT NULL,                      -- {createdAt, items: [{position, sku, …}]}
  verified TEXT NOT NULL CHECK (verified IN ('hub', 'signature')),
  seen_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Lines of this store's orders that take back what another store sold.
CREATE TABLE foreign_return (
  order_id INTEGER NOT NULL REFERENCES orders(id),
  position INTEGER NOT NULL,
  sold_site TEXT NOT NULL,
  sold_order BLOB NOT NULL CHECK (length(sold_order) = 16),
  sold_position INTEGER NOT NULL,
  receipt_number TEXT NOT NULL,
  quantity_micro INTEGER NOT NULL,             -- above 0
  amount INTEGER NOT NULL,                     -- paid back, minor units
  claim_id BLOB,                               -- the hub's hold; none: provisional, the hub settles it when it hears
  verified TEXT NOT NULL CHECK (verified IN ('hub', 'signature')),
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX foreign_return_sold ON foreign_return(sold_order, sold_position);

-- Ed25519 keys that this store signs receipts with; the newest that is not retired signs. Never leaves the appliance but in
-- its backups.
CREATE TABLE receipt_signing_key (
  key_id TEXT NOT NULL PRIMARY KEY,            -- first 8 hex digits of the public key's SHA-256
  seed BLOB NOT NULL CHECK (length(seed) = 32),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  made_us INTEGER NOT NULL,
  registered_us INTEGER,                       -- the hub has the public part
  retired_us INTEGER
) STRICT, WITHOUT ROWID;

-- What the fraud check said of a cart, or that it was let pass without; a sale that is held takes somebody who may approve.
CREATE TABLE fraud_check (
  cart_id INTEGER NOT NULL PRIMARY KEY REFERENCES cart(id),
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'review', 'hold', 'unchecked')),
  amount INTEGER NOT NULL,                     -- of the cart as it was asked about, minor units
  rule TEXT,
  reason TEXT,
  rules_version TEXT,
  call_id BLOB,
  at_us INTEGER NOT NULL
) STRICT;
