-- readable-by: 0037
-- A terminal takes a new token by the key that it proves with: before the one it has is too old, or because somebody orders it.
ALTER TABLE terminal ADD COLUMN token_us INTEGER;             -- since when it has this token; none: it proves nothing, and keeps it
ALTER TABLE terminal ADD COLUMN token_ordered_us INTEGER;     -- somebody wants it to take another
ALTER TABLE terminal ADD COLUMN former_hash BLOB CHECK (former_hash IS NULL OR length(former_hash) = 32);   -- of the token before
ALTER TABLE terminal ADD COLUMN former_us INTEGER;            -- since when it is that
-- From now on, and not from their pairing: pages of before know nothing of it.
UPDATE terminal SET token_us = unixepoch() * 1000000 WHERE proof_key IS NOT NULL;
CREATE TABLE token_policy (
  id INTEGER PRIMARY KEY CHECK (id = 1), days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 3650)   -- 0: they do not age
) STRICT;
INSERT INTO token_policy(id, days) VALUES (1, 90);
