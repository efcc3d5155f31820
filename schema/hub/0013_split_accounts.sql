-- What of each sold line belongs to others: royalty and commission, as the store has worked it out; negative on what came back.
CREATE TABLE split_line (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, order_id BLOB NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, party TEXT NOT NULL,
  business_date TEXT NOT NULL, receipt_number TEXT NOT NULL, sku TEXT NOT NULL, currency TEXT NOT NULL,
  net INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, site_id, order_id, position, kind, party)
) STRICT, WITHOUT ROWID;
CREATE INDEX split_line_day ON split_line(tenant_id, site_id, business_date);
