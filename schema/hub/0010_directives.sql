-- What operators order a store to do: it gets them with the answer to its report, does each once, and tells what became of it.
CREATE TABLE site_directive (
  tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, directive_id BLOB NOT NULL, kind TEXT NOT NULL, direction TEXT NOT NULL, subject TEXT NOT NULL,
  reason TEXT NOT NULL, ordered_by TEXT NOT NULL, ordered_us INTEGER NOT NULL, expires_us INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ordered', 'given', 'running', 'done', 'failed', 'cancelled', 'expired')),
  detail TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
  given_us INTEGER, ended_us INTEGER, cancelled_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, site_id, directive_id)
) STRICT, WITHOUT ROWID;
-- Those that are not over: few, and asked for with every report.
CREATE INDEX site_directive_open ON site_directive(tenant_id, site_id, state);

-- Where the value of a voucher is: in one store (site_id), or handed over and on its way to another one.
CREATE TABLE voucher_place (
  tenant_id TEXT NOT NULL, voucher_id BLOB NOT NULL, code_digest BLOB, currency TEXT NOT NULL, site_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('still', 'asked', 'ready', 'taken')), transfer_id BLOB NOT NULL, to_site TEXT NOT NULL,
  taken_by BLOB NOT NULL, amount INTEGER NOT NULL CHECK (amount >= 0), expires_us INTEGER, changed_us INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, voucher_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX voucher_place_code ON voucher_place(tenant_id, code_digest);
CREATE INDEX voucher_place_taken ON voucher_place(tenant_id, taken_by);
