-- What a store holds of an account ahead of an outage: its lease. The amounts are grants (value_grant, purpose `lease`).
CREATE TABLE value_lease (
  tenant_id TEXT NOT NULL, account_id BLOB NOT NULL, site_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'recalled')), until_us INTEGER NOT NULL, changed_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, account_id, site_id)
) STRICT, WITHOUT ROWID;
-- Accounts whose leases have to be looked at again. `wanted_by`: a store that was refused what another one holds; `marks` grows
-- with every reason, so that one that comes meanwhile is not lost.
CREATE TABLE lease_due (
  tenant_id TEXT NOT NULL, account_id BLOB NOT NULL, due_us INTEGER NOT NULL, wanted_by TEXT NOT NULL, marks INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_due_time ON lease_due(tenant_id, due_us);

-- Customers of the tenant that stores asked about, made or changed, and those that were published.
CREATE TABLE customer (
  tenant_id TEXT NOT NULL, person_id BLOB NOT NULL, state TEXT NOT NULL CHECK (state IN ('confirmed', 'review', 'merged', 'erased')),
  name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL, account_limit INTEGER NOT NULL,
  name_key TEXT NOT NULL, email_key TEXT NOT NULL, phone_key TEXT NOT NULL,   -- as they are searched: small letters; digits
  merged_into BLOB, site_id TEXT NOT NULL, changed_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_name ON customer(tenant_id, name_key);
CREATE INDEX customer_email ON customer(tenant_id, email_key);
CREATE INDEX customer_phone ON customer(tenant_id, phone_key);
-- What a store did to a customer while it was alone and that does not go with what the hub knows: for a person.
CREATE TABLE customer_review (
  tenant_id TEXT NOT NULL, review_id BLOB NOT NULL, person_id BLOB NOT NULL, other_id BLOB, site_id TEXT NOT NULL,
  code TEXT NOT NULL, offered TEXT NOT NULL,          -- JSON: the members as the store has them
  state TEXT NOT NULL CHECK (state IN ('pending', 'kept', 'taken', 'merged')), reviewed_by TEXT NOT NULL, notes TEXT NOT NULL,
  at_us INTEGER NOT NULL, decided_us INTEGER,
  PRIMARY KEY (tenant_id, review_id)
) STRICT, WITHOUT ROWID;

-- Goods on their way between two stores of the tenant.
CREATE TABLE stock_transfer (
  tenant_id TEXT NOT NULL, transfer_id BLOB NOT NULL, from_site TEXT NOT NULL, to_site TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'sent', 'received', 'cancelled')),
  lines TEXT NOT NULL,                                -- JSON: [{sku, requested, sent, received}], quantities as text
  note TEXT NOT NULL, made_us INTEGER NOT NULL, changed_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, transfer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_transfer_from ON stock_transfer(tenant_id, from_site, changed_us);
CREATE INDEX stock_transfer_to ON stock_transfer(tenant_id, to_site, changed_us);
