-- Notes of order lines are kept sealed, so a new key writes them anew; everything else of a line stays as it was sold.
DROP TRIGGER order_item_immutable;
CREATE TRIGGER order_item_immutable BEFORE UPDATE OF order_id, position, variant_id, sku, name, unit, quantity_micro, unit_price, list_price, subtotal, discount, amount, net, tax, total, tax_code, original_order_id, original_position, reason, condition ON order_item BEGIN SELECT raise(ABORT, 'order lines are immutable'); END;
CREATE TRIGGER order_item_detail_immutable BEFORE UPDATE OF detail ON order_item
WHEN old.detail IS NULL OR new.detail IS NULL OR json_remove(old.detail, '$.note') IS NOT json_remove(new.detail, '$.note')
BEGIN SELECT raise(ABORT, 'order lines are immutable'); END;
