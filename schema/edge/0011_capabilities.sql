-- What was allowed when, by which policy, and what was done within its limits.
CREATE TABLE capability_policy (         -- what narrows schema/capabilities.yaml: the hub's, or this store's own while it stands alone
  id INTEGER PRIMARY KEY CHECK (id = 1), document TEXT NOT NULL CHECK (json_valid(document)), updated_us INTEGER NOT NULL
) STRICT;
CREATE TABLE capability_result (         -- every changed result of the evaluation
  revision INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, mode TEXT NOT NULL, cause TEXT NOT NULL, since_us INTEGER NOT NULL,
  policy_version TEXT NOT NULL, changes TEXT NOT NULL CHECK (json_valid(changes))   -- {operation: [state, reason]} against the one before
) STRICT;
CREATE INDEX capability_result_at ON capability_result(at_us);
CREATE TABLE capability_decision (       -- every act that the matrix limited or queued; its events carry the same in their metadata
  id INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, operation TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, mode TEXT NOT NULL,
  revision INTEGER NOT NULL, policy_version TEXT NOT NULL, amount INTEGER, staff_id INTEGER REFERENCES staff(id),
  correlation_id TEXT NOT NULL
) STRICT;
CREATE INDEX capability_decision_of ON capability_decision(operation, at_us);
CREATE TABLE capability_confirmation (   -- a manager said yes to old data for a day
  business_date TEXT PRIMARY KEY, staff_id INTEGER NOT NULL REFERENCES staff(id), at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE capability_as_of (          -- until when what the hub sent was known to be equal to the hub's, kept over restarts
  id INTEGER PRIMARY KEY CHECK (id = 1), masters_us INTEGER NOT NULL, staff_us INTEGER NOT NULL
) STRICT;
