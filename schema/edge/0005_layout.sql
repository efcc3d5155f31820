-- What the till shows to tap on: a document of pages and tiles. Every version stays, so that an earlier one can be put back.
CREATE TABLE layout (
  version INTEGER PRIMARY KEY CHECK (version > 0), document TEXT NOT NULL CHECK (json_valid(document)),
  staff_id INTEGER, at_us INTEGER NOT NULL
) STRICT;
