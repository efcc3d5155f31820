-- Who operates the hub by a token of their own. One that is removed stays: what it did names it.
CREATE TABLE operator (
  operator_id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, token_sha BLOB NOT NULL UNIQUE, made_us INTEGER NOT NULL, made_by TEXT NOT NULL,
  removed_us INTEGER
) STRICT, WITHOUT ROWID;
-- What operators did, and who enrolled: each entry's hash holds the one before it. operator_id: nobody's, where the hub's own token was shown.
CREATE TABLE audit_entry (
  entry_id INTEGER NOT NULL PRIMARY KEY, at_us INTEGER NOT NULL, operator_id INTEGER, done_by TEXT NOT NULL,
  action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_entry_by ON audit_entry(done_by, entry_id);
CREATE INDEX audit_entry_action ON audit_entry(action, entry_id);
-- How many there are: hubs beside each other take turns by it, and a chain that was cut off at its end is seen.
CREATE TABLE audit_head (id INTEGER NOT NULL PRIMARY KEY, entries INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO audit_head(id, entries) VALUES (1, 0);
