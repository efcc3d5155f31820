-- readable-by: 0037
-- When the rows of a data set last changed here, beside when they were last found equal to the hub's (kept for all of them
-- in capability_as_of). 0: before this was noted.
ALTER TABLE feed_digest ADD COLUMN changed_us INTEGER NOT NULL DEFAULT 0;
