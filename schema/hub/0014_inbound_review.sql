-- What a person decided about something that came in and was refused: try it once more, or never.
ALTER TABLE inbound_event ADD COLUMN discarded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inbound_event ADD COLUMN reviewed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE inbound_event ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE inbound_event ADD COLUMN reviewed_us INTEGER NOT NULL DEFAULT 0;
