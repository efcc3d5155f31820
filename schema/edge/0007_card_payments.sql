-- What a device needs to be told and nobody may read back.
ALTER TABLE device ADD COLUMN secret TEXT NOT NULL DEFAULT '';
