-- What a tax office can check without this program: keys, signed heads, the seals of days, receipts that a fiscal unit signed.

CREATE TABLE journal_key (               -- public parts; the seed follows from the appliance's secret and the generation
  generation INTEGER PRIMARY KEY CHECK (generation > 0), public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
  endorsement BLOB CHECK (endorsement IS NULL OR length(endorsement) = 64),   -- by the key before; none: it was not there any more
  reason TEXT NOT NULL, made_us INTEGER NOT NULL
) STRICT;

CREATE TABLE journal_head (              -- every register's newest record, signed some seconds after it was written
  id INTEGER PRIMARY KEY, document TEXT NOT NULL CHECK (json_valid(document)), generation INTEGER NOT NULL REFERENCES journal_key(generation),
  signature BLOB NOT NULL CHECK (length(signature) = 64), at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE day_seal (
  number INTEGER PRIMARY KEY CHECK (number > 0), business_date TEXT NOT NULL CHECK (length(business_date) = 10),
  document TEXT NOT NULL CHECK (json_valid(document)),           -- these very bytes are signed
  sha BLOB NOT NULL CHECK (length(sha) = 32), generation INTEGER NOT NULL REFERENCES journal_key(generation),
  signature BLOB NOT NULL CHECK (length(signature) = 64), event_seq INTEGER NOT NULL, staff_id INTEGER, closed_us INTEGER NOT NULL
) STRICT;
CREATE INDEX day_seal_date ON day_seal(business_date, number);
CREATE TRIGGER day_seal_immutable BEFORE UPDATE ON day_seal BEGIN SELECT raise(ABORT, 'a seal is never changed'); END;
CREATE TRIGGER day_seal_kept BEFORE DELETE ON day_seal BEGIN SELECT raise(ABORT, 'a seal is never removed'); END;

CREATE TABLE day_seal_register (         -- where each register stood at a seal: the next one goes on from here
  seal INTEGER NOT NULL REFERENCES day_seal(number), register_id INTEGER NOT NULL REFERENCES register(id),
  last_record INTEGER NOT NULL, last_receipt INTEGER NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (register_id, seal)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_seal_shift (            -- a closed shift's cash stands in one seal alone
  shift_id INTEGER PRIMARY KEY REFERENCES shift(id), seal INTEGER NOT NULL REFERENCES day_seal(number)
) STRICT;

CREATE TABLE fiscal_setting (            -- none: no fiscal unit is asked
  id INTEGER PRIMARY KEY CHECK (id = 1), document TEXT NOT NULL CHECK (json_valid(document)), changed_us INTEGER NOT NULL
) STRICT;

CREATE TABLE fiscal_unit (               -- what signs receipts; a software one has its key here, under the field keys
  serial TEXT PRIMARY KEY, private_key TEXT NOT NULL, public_key BLOB NOT NULL CHECK (length(public_key) = 65),
  active INTEGER NOT NULL CHECK (active IN (0, 1)), out_reason TEXT NOT NULL DEFAULT '', added_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX fiscal_unit_active ON fiscal_unit(active) WHERE active = 1;

CREATE TABLE fiscal_box (                -- one register's chain of signed receipts
  register_id INTEGER PRIMARY KEY REFERENCES register(id), cash_box TEXT NOT NULL UNIQUE, turnover_key TEXT NOT NULL,
  last_jws TEXT NOT NULL DEFAULT '', turnover INTEGER NOT NULL DEFAULT 0, receipts INTEGER NOT NULL DEFAULT 0,
  specials INTEGER NOT NULL DEFAULT 0, out_since_us INTEGER, last_month TEXT NOT NULL DEFAULT '', started_us INTEGER NOT NULL
) STRICT;

CREATE TABLE fiscal_receipt (
  id INTEGER PRIMARY KEY, register_id INTEGER NOT NULL REFERENCES register(id), position INTEGER,   -- in the chain; none: not in it
  order_id INTEGER UNIQUE REFERENCES orders(id), kind TEXT NOT NULL CHECK (kind IN ('sale', 'start', 'month', 'year', 'collective', 'end')),
  number TEXT NOT NULL, facts TEXT NOT NULL CHECK (json_valid(facts)),                              -- what the unit is told
  state TEXT NOT NULL CHECK (state IN ('undecided', 'registered', 'postponed', 'skipped', 'marked')),
  jws TEXT, problem TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', staff_id INTEGER, approver_id INTEGER,
  collected_by INTEGER REFERENCES fiscal_receipt(id), at_us INTEGER NOT NULL, decided_us INTEGER,
  UNIQUE (register_id, position), UNIQUE (register_id, number),
  CHECK ((jws IS NULL) = (position IS NULL)), CHECK (order_id IS NOT NULL OR kind <> 'sale')
) STRICT;
CREATE INDEX fiscal_receipt_open ON fiscal_receipt(register_id, id) WHERE state IN ('undecided', 'postponed');
CREATE TRIGGER fiscal_receipt_kept BEFORE DELETE ON fiscal_receipt BEGIN SELECT raise(ABORT, 'what a unit was asked stays'); END;
CREATE TRIGGER fiscal_receipt_signed BEFORE UPDATE OF jws, position, number, facts ON fiscal_receipt WHEN old.jws IS NOT NULL
BEGIN SELECT raise(ABORT, 'a signed receipt is never changed'); END;

ALTER TABLE audit_entry ADD COLUMN hash BLOB CHECK (hash IS NULL OR length(hash) = 32);   -- chained from the first entry that has one
CREATE TRIGGER audit_entry_immutable BEFORE UPDATE ON audit_entry BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;
