-- What stores ask and wait for. An answer is kept under the id that the store gave the question before it asked; status 0 is
-- one that is being worked on in a transaction that has not ended.
CREATE TABLE realtime_answer (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, operation_id BLOB NOT NULL,
  operation TEXT NOT NULL, request_sha BLOB NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL, answered_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, operation_id)
) STRICT, WITHOUT ROWID;

-- How much of an article a site has, as its stock events add up; quantities in millionths. By SKU, as articles have other ids
-- in every store.
CREATE TABLE site_stock (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, sku TEXT NOT NULL, quantity INTEGER NOT NULL, as_of_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, sku)
) STRICT, WITHOUT ROWID;
CREATE INDEX site_stock_article ON site_stock(tenant_id, sku);

-- Orders as other stores may ask for them: the document of OrderCreated without what nobody needs for a return.
CREATE TABLE site_order (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, order_id BLOB NOT NULL,
  receipt_number TEXT NOT NULL, kind TEXT NOT NULL, currency TEXT NOT NULL, total INTEGER NOT NULL, business_date TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (tenant_id, site_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX site_order_receipt ON site_order(tenant_id, receipt_number);
CREATE INDEX site_order_id ON site_order(tenant_id, order_id);

-- What came back of a sold line, wherever it did: held for a store that is about to pay it back, booked by the event of the
-- return, released when that was given up. `claim_id` is the id of the call, or of the returning order where nobody asked.
CREATE TABLE return_claim (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, order_id BLOB NOT NULL, position INTEGER NOT NULL, claim_id BLOB NOT NULL,
  claimant TEXT NOT NULL, quantity INTEGER NOT NULL, amount INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'booked', 'released')),
  returned_by BLOB, at_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, order_id, position, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX return_claim_id ON return_claim(tenant_id, claim_id);

-- Sales that were asked about, for the rules that look at how many there were lately.
CREATE TABLE fraud_act (
  tenant_id TEXT NOT NULL, subject TEXT NOT NULL, at_us INTEGER NOT NULL, operation_id BLOB NOT NULL, site_id TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, subject, at_us, operation_id)
) STRICT, WITHOUT ROWID;

-- Public parts of the keys that stores sign their receipts with, as they were registered.
CREATE TABLE receipt_key (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, key_id TEXT NOT NULL, public_key BLOB NOT NULL,
  registered_us INTEGER NOT NULL, revoked_us INTEGER,
  PRIMARY KEY (tenant_id, site_id, key_id)
) STRICT, WITHOUT ROWID;
