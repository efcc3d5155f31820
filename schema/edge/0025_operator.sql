-- What identifies customers, and secrets, are sealed (pos-core/vault) before they come here: `hf1.<key id>.<base64url>`.
-- Words of a customer are found by keyed digests of their beginnings, never by the text.
CREATE TABLE person_token (
  token BLOB NOT NULL CHECK (length(token) = 8), person_id INTEGER NOT NULL REFERENCES person(id), PRIMARY KEY (token, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_token_of ON person_token(person_id);
DROP INDEX person_email;
DROP INDEX person_phone;

-- Sealing what was there before, and sealing anew after a key was changed, goes on from here. `key_id` empty: never begun.
CREATE TABLE sealing (
  subject TEXT NOT NULL PRIMARY KEY, key_id TEXT NOT NULL, last_row INTEGER NOT NULL, done_us INTEGER
) STRICT, WITHOUT ROWID;

-- A sealed seed is longer than 32 bytes.
CREATE TABLE receipt_signing_key_sealed (
  key_id TEXT NOT NULL PRIMARY KEY,            -- first 8 hex digits of the public key's SHA-256
  seed BLOB NOT NULL CHECK (length(seed) >= 32),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  made_us INTEGER NOT NULL,
  registered_us INTEGER,                       -- the hub has the public part
  retired_us INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO receipt_signing_key_sealed SELECT key_id, seed, public_key, made_us, registered_us, retired_us FROM receipt_signing_key;
DROP TABLE receipt_signing_key;
ALTER TABLE receipt_signing_key_sealed RENAME TO receipt_signing_key;

-- What retention let go of, one row a kind of rows and a run that found something; counts only.
CREATE TABLE retention_run (
  id INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, kind TEXT NOT NULL, row_count INTEGER NOT NULL CHECK (row_count >= 0)
) STRICT;
CREATE INDEX retention_run_at ON retention_run(at_us);
-- How far a kind of rows was gone through that retention changes but does not delete.
CREATE TABLE retention_mark (kind TEXT NOT NULL PRIMARY KEY, last_row INTEGER NOT NULL) STRICT, WITHOUT ROWID;
