-- What it takes to price an order again (OrderPaid's `pricing`) waits here while cards are asked; empty: nothing was priced.
ALTER TABLE pending_order ADD COLUMN derivation TEXT NOT NULL DEFAULT '';
