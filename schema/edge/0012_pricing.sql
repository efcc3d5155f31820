-- Promotions as dated, versioned documents, and what each order was priced by. A version is never changed: the one that
-- applied when something was sold can always be read again. The older promotion codes stay in promotion_code.
CREATE TABLE promotion_rule (
  id INTEGER PRIMARY KEY, rule TEXT NOT NULL CHECK (rule <> ''), version INTEGER NOT NULL CHECK (version > 0),
  document TEXT NOT NULL CHECK (json_valid(document)),                 -- schema/promotion-rule.schema.json
  digest BLOB NOT NULL CHECK (length(digest) = 32),                    -- SHA-256 of the document
  created_us INTEGER NOT NULL, UNIQUE (rule, version)
) STRICT;
CREATE TRIGGER promotion_rule_kept BEFORE UPDATE ON promotion_rule BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER promotion_rule_stays BEFORE DELETE ON promotion_rule BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;
CREATE TRIGGER promotion_rule_insert_version AFTER INSERT ON promotion_rule BEGIN UPDATE reference_version SET version = version + 1; END;
CREATE TABLE order_pricing (             -- what it takes to derive an order's figures again
  order_id INTEGER PRIMARY KEY REFERENCES orders(id), engine TEXT NOT NULL,
  rules TEXT NOT NULL CHECK (json_valid(rules)),                       -- rules that took something: [{"id","version"}]
  digest BLOB NOT NULL CHECK (length(digest) = 32)                     -- of the figures as pricing/price_answer.cpp says
) STRICT;
