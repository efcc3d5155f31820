-- How many packed bytes a second what goes up may take of the line: what the store's people and the hub each ask; NULL: nothing.
ALTER TABLE replication_switch ADD COLUMN bytes_per_second INTEGER CHECK (bytes_per_second >= 1024);
ALTER TABLE replication_switch ADD COLUMN hub_bytes_per_second INTEGER CHECK (hub_bytes_per_second >= 1024);
