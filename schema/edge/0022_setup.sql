-- What a paired browser is used as; a console has no register and sells nothing.
ALTER TABLE terminal ADD COLUMN kind TEXT NOT NULL DEFAULT 'till' CHECK (kind IN ('till', 'console'));

-- What the first start still asks for once the store is there. A store that was made without the wizard has no rows.
CREATE TABLE first_start_step (
  step TEXT PRIMARY KEY CHECK (step IN ('catalogue', 'printer', 'hub', 'till', 'backup')),
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'skipped')), changed_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
