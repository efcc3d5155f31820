-- A code is told apart by its beginning and proved by a key exchange; a terminal that paired so proves every request.

ALTER TABLE pairing_code ADD COLUMN selector TEXT NOT NULL DEFAULT '';   -- the code's first two characters
ALTER TABLE pairing_code ADD COLUMN scalar TEXT;                         -- what the exchange needs of the code, sealed; none: in clear alone
ALTER TABLE pairing_code ADD COLUMN tries_left INTEGER NOT NULL DEFAULT 5 CHECK (tries_left >= 0);
CREATE INDEX pairing_code_selector ON pairing_code(selector, id);

ALTER TABLE terminal ADD COLUMN proof_key TEXT;                          -- sealed; none: its token alone is enough
