-- Which software serves the store, so that a change is told of once, by the one that comes.
CREATE TABLE software (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  release TEXT NOT NULL, counter INTEGER NOT NULL, digest TEXT NOT NULL,   -- of its bundle; empty: from no bundle
  since_us INTEGER NOT NULL
) STRICT;
