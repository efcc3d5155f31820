-- Points that took something off a sale, by the lines they did: what comes back gives its part of them back.
CREATE TABLE points_share (
  hold_id INTEGER NOT NULL REFERENCES value_hold(id), position INTEGER NOT NULL,   -- of the order's line
  points INTEGER NOT NULL CHECK (points >= 0),
  given_back INTEGER NOT NULL DEFAULT 0 CHECK (given_back BETWEEN 0 AND points),
  PRIMARY KEY (hold_id, position)
) STRICT, WITHOUT ROWID;
