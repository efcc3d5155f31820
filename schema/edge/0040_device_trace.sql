-- readable-by: 0037
-- Whether what goes over a device's line is recorded, for support; 0: the appliance keeps nothing of it.
ALTER TABLE device ADD COLUMN traced INTEGER NOT NULL DEFAULT 1 CHECK (traced IN (0, 1));
