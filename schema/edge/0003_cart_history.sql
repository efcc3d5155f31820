-- A step in a cart counts its version on but changes nothing else of the cart itself: its lines keep their own history, so the
-- cart's takes a row only when the cart changes.
DROP TRIGGER ztracking_cart_update;
CREATE TRIGGER ztracking_cart_update AFTER UPDATE OF status, register_id, terminal_id, staff_id, person_id, affiliate_code, note, close_reason ON cart BEGIN
  INSERT INTO ztracking_cart(ztracking_version, version_date_us, operation, id, uuid, status, register_id, terminal_id, staff_id, person_id, affiliate_code, note, version, next_item, close_reason, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.status, old.register_id, old.terminal_id, old.staff_id, old.person_id, old.affiliate_code, old.note, old.version, old.next_item, old.close_reason, old.created_us, old.updated_us);
END;
