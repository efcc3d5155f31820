-- Gift cards, store credit and points of all stores of a tenant: the same ledger as at a store, over these rows.
CREATE TABLE value_key (
  tenant_id TEXT NOT NULL, secret BLOB NOT NULL,
  PRIMARY KEY (tenant_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE value_account (
  tenant_id TEXT NOT NULL, account_id BLOB NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, code_digest BLOB, last_four TEXT NOT NULL,
  currency TEXT NOT NULL, person_id BLOB, programme TEXT NOT NULL, balance INTEGER NOT NULL CHECK (balance >= 0),
  held INTEGER NOT NULL CHECK (held >= 0 AND held <= balance), expires_us INTEGER, created_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX value_account_code ON value_account(tenant_id, code_digest);
CREATE INDEX value_account_person ON value_account(tenant_id, person_id, programme);
-- Never changed: the balance is the sum.
CREATE TABLE value_entry (
  tenant_id TEXT NOT NULL, account_id BLOB NOT NULL, operation BLOB NOT NULL, part INTEGER NOT NULL, kind TEXT NOT NULL,
  amount INTEGER NOT NULL, held INTEGER NOT NULL, balance INTEGER NOT NULL, site_id TEXT NOT NULL, order_id BLOB, at_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, account_id, operation, part, kind)
) STRICT, WITHOUT ROWID;
-- What a store holds of an account: for one sale, or lent until a day so that it can go on without the line.
CREATE TABLE value_grant (
  tenant_id TEXT NOT NULL, account_id BLOB NOT NULL, grant_id BLOB NOT NULL, site_id TEXT NOT NULL,
  purpose TEXT NOT NULL, amount INTEGER NOT NULL, used INTEGER NOT NULL, is_open INTEGER NOT NULL, until_us INTEGER, at_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, account_id, grant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX value_grant_id ON value_grant(tenant_id, grant_id);
