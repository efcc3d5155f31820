-- Stored value: gift cards, store credit, loyalty points. One ledger of entries that never change; an account's balance is their sum.
CREATE TABLE value_account (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('gift_card', 'store_credit', 'points')),
  code_digest BLOB UNIQUE CHECK (length(code_digest) = 32),      -- keyed; the code itself is nowhere in this file
  last_four TEXT NOT NULL DEFAULT '',
  own_code INTEGER NOT NULL DEFAULT 0 CHECK (own_code IN (0, 1)), -- made here from the id: can be printed again
  currency TEXT NOT NULL,                                        -- PTS: points
  person_id INTEGER, programme TEXT,
  home TEXT NOT NULL DEFAULT 'store' CHECK (home IN ('store', 'hub')),
  state TEXT NOT NULL CHECK (state IN ('inactive', 'active', 'closed')),
  balance INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0), held INTEGER NOT NULL DEFAULT 0,
  expires_us INTEGER, created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL,
  CHECK (held BETWEEN 0 AND balance), CHECK ((kind = 'points') = (programme IS NOT NULL)), CHECK (kind <> 'points' OR person_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX value_account_points ON value_account(person_id, programme) WHERE kind = 'points';
CREATE INDEX value_account_expiry ON value_account(expires_us) WHERE expires_us IS NOT NULL AND state = 'active';
CREATE TABLE value_entry (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES value_account(id),
  operation BLOB NOT NULL CHECK (length(operation) = 16), part INTEGER NOT NULL DEFAULT 0,
  kind TEXT NOT NULL CHECK (kind IN ('activate', 'top_up', 'earn', 'authorise', 'redeem', 'release', 'refund', 'reverse', 'expire', 'adjust',
    'grant', 'give_back')),
  amount INTEGER NOT NULL, held INTEGER NOT NULL DEFAULT 0,       -- what it adds to the balance, and to the part that is spoken for
  balance INTEGER NOT NULL CHECK (balance >= 0),                  -- after it
  order_id INTEGER, staff_id INTEGER, reason TEXT NOT NULL DEFAULT '', at_us INTEGER NOT NULL,
  CHECK (amount <> 0 OR held <> 0)
) STRICT;
CREATE UNIQUE INDEX value_entry_once ON value_entry(account_id, operation, part, kind);
CREATE INDEX value_entry_order ON value_entry(order_id) WHERE order_id IS NOT NULL;
CREATE TRIGGER value_entry_immutable BEFORE UPDATE ON value_entry BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER value_entry_kept BEFORE DELETE ON value_entry BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
-- Value set aside for a cart or a pending order: captured with the order, or released.
CREATE TABLE value_hold (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), account_id INTEGER NOT NULL REFERENCES value_account(id),
  amount INTEGER NOT NULL CHECK (amount > 0), state TEXT NOT NULL CHECK (state IN ('held', 'captured', 'released')),
  cart_id INTEGER, discount INTEGER, order_id INTEGER,            -- `discount`: the cart's discount that it pays for
  until_us INTEGER,                                               -- NULL: as long as the order waits
  lent INTEGER NOT NULL DEFAULT 0 CHECK (lent IN (0, 1)),         -- granted by the hub for this alone: it goes back if it is not needed
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL, CHECK (until_us IS NOT NULL OR order_id IS NOT NULL)
) STRICT;
CREATE INDEX value_hold_cart ON value_hold(cart_id) WHERE state = 'held';
CREATE INDEX value_hold_order ON value_hold(order_id) WHERE state = 'held';
-- Lines that sell or top up a card.
CREATE TABLE order_card (
  order_id INTEGER NOT NULL REFERENCES orders(id), position INTEGER NOT NULL, account_id INTEGER NOT NULL REFERENCES value_account(id),
  amount INTEGER NOT NULL CHECK (amount > 0), PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;
-- What an order earned under one rule of a programme, and how much of that was taken back since.
CREATE TABLE loyalty_earning (
  order_id INTEGER NOT NULL REFERENCES orders(id), rule INTEGER NOT NULL, account_id INTEGER NOT NULL REFERENCES value_account(id),
  version INTEGER NOT NULL, base INTEGER NOT NULL, points INTEGER NOT NULL CHECK (points >= 0), basis TEXT NOT NULL CHECK (json_valid(basis)),
  base_back INTEGER NOT NULL DEFAULT 0, points_back INTEGER NOT NULL DEFAULT 0, points_short INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, rule), CHECK (points_back BETWEEN 0 AND points), CHECK (points_short BETWEEN 0 AND points_back)
) STRICT, WITHOUT ROWID;
ALTER TABLE tender ADD COLUMN ledger TEXT CHECK (ledger IN ('gift_card', 'points'));   -- a voucher tender that this ledger carries
-- Articles whose sale puts value on a card.
CREATE TABLE gift_card_article (
  variant_id INTEGER PRIMARY KEY REFERENCES product_variant(id), since_us INTEGER NOT NULL
) STRICT;
CREATE TRIGGER gift_card_article_insert_version AFTER INSERT ON gift_card_article BEGIN UPDATE reference_version SET version = version + 1; END;
CREATE TRIGGER gift_card_article_delete_version AFTER DELETE ON gift_card_article BEGIN UPDATE reference_version SET version = version + 1; END;
ALTER TABLE cart_item ADD COLUMN value_account_id INTEGER REFERENCES value_account(id);
