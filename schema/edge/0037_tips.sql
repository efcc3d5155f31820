-- Tips that no card terminal takes: cash beside what is paid, or a card keyed at a terminal of its own. They stand in no
-- sum of the order. A terminal's own are of its attempt (tip_taken).
ALTER TABLE payment ADD COLUMN tip INTEGER NOT NULL DEFAULT 0;            -- negative: given back
ALTER TABLE pending_payment ADD COLUMN tip INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tender ADD COLUMN tips TEXT CHECK (tips IS NULL OR json_valid(tips));   -- {percents, amounts, refunded}; none: takes no tip
