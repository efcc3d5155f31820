-- A register's cash box that had its closing receipt: its chain has ended, and the register opens no shift any more.
ALTER TABLE fiscal_box ADD COLUMN closed_us INTEGER;
