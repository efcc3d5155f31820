-- What a cart follows besides articles and promotions: charges and price lists as dated, versioned documents of which no
-- version is ever changed; customers' groups and certificates; codes and uses of promotion rules; what few carts carry.
CREATE TABLE rule_document (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('charge', 'price_list', 'loyalty')), code TEXT NOT NULL CHECK (code <> ''),
  version INTEGER NOT NULL CHECK (version > 0), document TEXT NOT NULL CHECK (json_valid(document)),
  digest BLOB NOT NULL CHECK (length(digest) = 32),                    -- SHA-256 of the document
  created_us INTEGER NOT NULL, UNIQUE (kind, code, version)
) STRICT;
CREATE TRIGGER rule_document_kept BEFORE UPDATE ON rule_document BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER rule_document_stays BEFORE DELETE ON rule_document BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;
CREATE TRIGGER rule_document_insert_version AFTER INSERT ON rule_document BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TABLE tax_service (               -- goods of this category are taxed as another when eaten in, or taken away
  tax_category_id INTEGER NOT NULL REFERENCES tax_category(id), service TEXT NOT NULL CHECK (service IN ('eatIn', 'takeAway')),
  taxed_as_id INTEGER NOT NULL REFERENCES tax_category(id), PRIMARY KEY (tax_category_id, service), CHECK (tax_category_id <> taxed_as_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tax_service_insert_version AFTER INSERT ON tax_service BEGIN UPDATE reference_version SET version = version + 1; END;
CREATE TRIGGER tax_service_delete_version AFTER DELETE ON tax_service BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TABLE person_group (
  person_id INTEGER NOT NULL REFERENCES person(id), group_code TEXT NOT NULL CHECK (group_code <> ''), PRIMARY KEY (person_id, group_code)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_terms (              -- of business customers; customers without a row pay at once and every tax
  person_id INTEGER PRIMARY KEY REFERENCES person(id), net_days INTEGER CHECK (net_days BETWEEN 1 AND 365),
  exempt_number TEXT, exempt_until_us INTEGER,                         -- the certificate; its last moment
  exempt_taxes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(exempt_taxes)),  -- codes of tax rates; []: every tax
  CHECK (exempt_number IS NOT NULL OR exempt_until_us IS NULL)
) STRICT;

CREATE TABLE rule_code (                 -- codes that stand for a promotion rule's own
  code TEXT NOT NULL PRIMARY KEY COLLATE NOCASE CHECK (code <> ''), rule TEXT NOT NULL,
  max_uses INTEGER CHECK (max_uses > 0), uses INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
  person_id INTEGER REFERENCES person(id), expires_us INTEGER, created_us INTEGER NOT NULL,
  CHECK (max_uses IS NULL OR uses <= max_uses)
) STRICT, WITHOUT ROWID;
CREATE INDEX rule_code_rule ON rule_code(rule);
CREATE TABLE rule_use (                  -- what orders took of rules that have limits, budgets or codes
  id INTEGER PRIMARY KEY, rule TEXT NOT NULL, version INTEGER NOT NULL, code TEXT NOT NULL DEFAULT '',
  order_id INTEGER NOT NULL REFERENCES orders(id), person_id INTEGER, amount INTEGER NOT NULL, used_us INTEGER NOT NULL
) STRICT;
CREATE INDEX rule_use_rule ON rule_use(rule, person_id);
CREATE INDEX rule_use_order ON rule_use(order_id);

CREATE TABLE cart_terms (cart_id INTEGER PRIMARY KEY REFERENCES cart(id), document TEXT NOT NULL CHECK (json_valid(document))) STRICT;
CREATE TABLE cart_item_terms (
  cart_id INTEGER NOT NULL, item INTEGER NOT NULL, document TEXT NOT NULL CHECK (json_valid(document)), PRIMARY KEY (cart_id, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE order_terms (order_id INTEGER PRIMARY KEY REFERENCES orders(id), document TEXT NOT NULL CHECK (json_valid(document))) STRICT;

CREATE TABLE article_terms (             -- what selling an article takes: serial numbers, a warranty, issued codes, shares of others
  variant_id INTEGER PRIMARY KEY REFERENCES product_variant(id), document TEXT NOT NULL CHECK (json_valid(document))
) STRICT;
CREATE TRIGGER article_terms_insert_version AFTER INSERT ON article_terms BEGIN UPDATE reference_version SET version = version + 1; END;
CREATE TRIGGER article_terms_update_version AFTER UPDATE ON article_terms BEGIN UPDATE reference_version SET version = version + 1; END;
CREATE TRIGGER article_terms_delete_version AFTER DELETE ON article_terms BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TABLE sold_unit (                 -- one serial number of an article, or one issued ticket or membership
  id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('serial', 'ticket', 'membership')),
  variant_id INTEGER NOT NULL REFERENCES product_variant(id), order_id INTEGER NOT NULL REFERENCES orders(id),
  position INTEGER NOT NULL, person_id INTEGER, valid_until TEXT,      -- last day of warranty, ticket or membership
  status TEXT NOT NULL DEFAULT 'sold' CHECK (status IN ('sold', 'returned', 'used')), sold_us INTEGER NOT NULL, changed_us INTEGER NOT NULL,
  returned_by INTEGER REFERENCES orders(id)                            -- the return that took it back
) STRICT;
CREATE UNIQUE INDEX sold_unit_out ON sold_unit(variant_id, code) WHERE status <> 'returned';
CREATE INDEX sold_unit_code ON sold_unit(code);
CREATE INDEX sold_unit_order ON sold_unit(order_id, position);

CREATE TABLE return_adjustment (         -- policy `reprice`: what was taken back of a discount for goods that were kept
  order_id INTEGER NOT NULL REFERENCES orders(id), return_order_id INTEGER NOT NULL REFERENCES orders(id),
  position INTEGER NOT NULL,                                           -- the kept line of the sale
  amount INTEGER NOT NULL,                                             -- gross, above zero: taken back; below: given again
  PRIMARY KEY (order_id, return_order_id, position)
) STRICT, WITHOUT ROWID;
