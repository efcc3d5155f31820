-- readable-by: @BEFORE@
-- What somebody noted about a site: one is made for each that is there.
CREATE TABLE later_note (tenant_id TEXT NOT NULL, site_id TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (tenant_id, site_id));
INSERT INTO later_note(tenant_id, site_id, note) SELECT tenant_id, site_id, 'was there' FROM site_state;
