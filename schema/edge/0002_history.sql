-- Version history of every mutable entity, one mechanism: before a row changes or goes, its old version is kept with an id and
-- the time it ended. hf_version() is a new UUIDv7 and hf_now_us() the command's time; both are registered by db/connection.

CREATE TABLE ztracking_category (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, name TEXT, slug TEXT, parent_id INTEGER, sort_order INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_category_update AFTER UPDATE ON category BEGIN
  INSERT INTO ztracking_category(ztracking_version, version_date_us, operation, id, uuid, name, slug, parent_id, sort_order, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.name, old.slug, old.parent_id, old.sort_order, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_category_delete AFTER DELETE ON category BEGIN
  INSERT INTO ztracking_category(ztracking_version, version_date_us, operation, id, uuid, name, slug, parent_id, sort_order, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.name, old.slug, old.parent_id, old.sort_order, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_product (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, name TEXT, description TEXT, active INTEGER, tax_category_id INTEGER, min_age INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_product_update AFTER UPDATE ON product BEGIN
  INSERT INTO ztracking_product(ztracking_version, version_date_us, operation, id, uuid, name, description, active, tax_category_id, min_age, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.name, old.description, old.active, old.tax_category_id, old.min_age, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_product_delete AFTER DELETE ON product BEGIN
  INSERT INTO ztracking_product(ztracking_version, version_date_us, operation, id, uuid, name, description, active, tax_category_id, min_age, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.name, old.description, old.active, old.tax_category_id, old.min_age, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_product_image (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, product_id INTEGER, url TEXT, alt_text TEXT, sort_order INTEGER, created_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_product_image_update AFTER UPDATE ON product_image BEGIN
  INSERT INTO ztracking_product_image(ztracking_version, version_date_us, operation, id, uuid, product_id, url, alt_text, sort_order, created_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.product_id, old.url, old.alt_text, old.sort_order, old.created_us);
END;
CREATE TRIGGER ztracking_product_image_delete AFTER DELETE ON product_image BEGIN
  INSERT INTO ztracking_product_image(ztracking_version, version_date_us, operation, id, uuid, product_id, url, alt_text, sort_order, created_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.product_id, old.url, old.alt_text, old.sort_order, old.created_us);
END;

CREATE TABLE ztracking_product_variant (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, product_id INTEGER, sku TEXT, title TEXT, name TEXT, unit TEXT, decimals INTEGER, price_kind TEXT, price INTEGER, currency TEXT, min_price INTEGER, max_price INTEGER, inventory_source TEXT, discountable INTEGER, active INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_product_variant_update AFTER UPDATE ON product_variant BEGIN
  INSERT INTO ztracking_product_variant(ztracking_version, version_date_us, operation, id, uuid, product_id, sku, title, name, unit, decimals, price_kind, price, currency, min_price, max_price, inventory_source, discountable, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.product_id, old.sku, old.title, old.name, old.unit, old.decimals, old.price_kind, old.price, old.currency, old.min_price, old.max_price, old.inventory_source, old.discountable, old.active, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_product_variant_delete AFTER DELETE ON product_variant BEGIN
  INSERT INTO ztracking_product_variant(ztracking_version, version_date_us, operation, id, uuid, product_id, sku, title, name, unit, decimals, price_kind, price, currency, min_price, max_price, inventory_source, discountable, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.product_id, old.sku, old.title, old.name, old.unit, old.decimals, old.price_kind, old.price, old.currency, old.min_price, old.max_price, old.inventory_source, old.discountable, old.active, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_price_book (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, code TEXT, name TEXT, sales_channel_id TEXT, currency TEXT, priority INTEGER, from_us INTEGER, to_us INTEGER, active INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_price_book_update AFTER UPDATE ON price_book BEGIN
  INSERT INTO ztracking_price_book(ztracking_version, version_date_us, operation, id, uuid, code, name, sales_channel_id, currency, priority, from_us, to_us, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.code, old.name, old.sales_channel_id, old.currency, old.priority, old.from_us, old.to_us, old.active, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_price_book_delete AFTER DELETE ON price_book BEGIN
  INSERT INTO ztracking_price_book(ztracking_version, version_date_us, operation, id, uuid, code, name, sales_channel_id, currency, priority, from_us, to_us, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.code, old.name, old.sales_channel_id, old.currency, old.priority, old.from_us, old.to_us, old.active, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_price (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  variant_id INTEGER, price_book_id INTEGER, min_quantity_micro INTEGER, from_us INTEGER, to_us INTEGER, amount INTEGER
) STRICT;
CREATE TRIGGER ztracking_price_update AFTER UPDATE ON price BEGIN
  INSERT INTO ztracking_price(ztracking_version, version_date_us, operation, variant_id, price_book_id, min_quantity_micro, from_us, to_us, amount)
  VALUES (hf_version(), hf_now_us(), 'update', old.variant_id, old.price_book_id, old.min_quantity_micro, old.from_us, old.to_us, old.amount);
END;
CREATE TRIGGER ztracking_price_delete AFTER DELETE ON price BEGIN
  INSERT INTO ztracking_price(ztracking_version, version_date_us, operation, variant_id, price_book_id, min_quantity_micro, from_us, to_us, amount)
  VALUES (hf_version(), hf_now_us(), 'delete', old.variant_id, old.price_book_id, old.min_quantity_micro, old.from_us, old.to_us, old.amount);
END;

CREATE TABLE ztracking_promotion_code (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, code TEXT, discount_type TEXT, value INTEGER, valid_from_us INTEGER, valid_to_us INTEGER, max_redemptions INTEGER, max_per_person INTEGER, min_subtotal INTEGER, redemptions INTEGER, active INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_promotion_code_update AFTER UPDATE ON promotion_code WHEN old.value IS NOT new.value OR old.valid_to_us IS NOT new.valid_to_us OR old.active IS NOT new.active OR old.max_redemptions IS NOT new.max_redemptions BEGIN
  INSERT INTO ztracking_promotion_code(ztracking_version, version_date_us, operation, id, uuid, code, discount_type, value, valid_from_us, valid_to_us, max_redemptions, max_per_person, min_subtotal, redemptions, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.code, old.discount_type, old.value, old.valid_from_us, old.valid_to_us, old.max_redemptions, old.max_per_person, old.min_subtotal, old.redemptions, old.active, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_promotion_code_delete AFTER DELETE ON promotion_code BEGIN
  INSERT INTO ztracking_promotion_code(ztracking_version, version_date_us, operation, id, uuid, code, discount_type, value, valid_from_us, valid_to_us, max_redemptions, max_per_person, min_subtotal, redemptions, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.code, old.discount_type, old.value, old.valid_from_us, old.valid_to_us, old.max_redemptions, old.max_per_person, old.min_subtotal, old.redemptions, old.active, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_cart (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, status TEXT, register_id INTEGER, terminal_id INTEGER, staff_id INTEGER, person_id INTEGER, affiliate_code TEXT, note TEXT, version INTEGER, next_item INTEGER, close_reason TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_cart_update AFTER UPDATE ON cart BEGIN
  INSERT INTO ztracking_cart(ztracking_version, version_date_us, operation, id, uuid, status, register_id, terminal_id, staff_id, person_id, affiliate_code, note, version, next_item, close_reason, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.status, old.register_id, old.terminal_id, old.staff_id, old.person_id, old.affiliate_code, old.note, old.version, old.next_item, old.close_reason, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_cart_delete AFTER DELETE ON cart BEGIN
  INSERT INTO ztracking_cart(ztracking_version, version_date_us, operation, id, uuid, status, register_id, terminal_id, staff_id, person_id, affiliate_code, note, version, next_item, close_reason, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.status, old.register_id, old.terminal_id, old.staff_id, old.person_id, old.affiliate_code, old.note, old.version, old.next_item, old.close_reason, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_cart_item (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  cart_id INTEGER, item INTEGER, variant_id INTEGER, sku TEXT, name TEXT, unit TEXT, tax_category_id INTEGER, quantity_micro INTEGER, unit_price INTEGER, price_reason TEXT, price_staff_id INTEGER, approver_id INTEGER, label_amount INTEGER, discountable INTEGER, note TEXT, return_order_id INTEGER, return_position INTEGER, return_reason TEXT, return_condition TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_cart_item_update AFTER UPDATE ON cart_item BEGIN
  INSERT INTO ztracking_cart_item(ztracking_version, version_date_us, operation, cart_id, item, variant_id, sku, name, unit, tax_category_id, quantity_micro, unit_price, price_reason, price_staff_id, approver_id, label_amount, discountable, note, return_order_id, return_position, return_reason, return_condition, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.cart_id, old.item, old.variant_id, old.sku, old.name, old.unit, old.tax_category_id, old.quantity_micro, old.unit_price, old.price_reason, old.price_staff_id, old.approver_id, old.label_amount, old.discountable, old.note, old.return_order_id, old.return_position, old.return_reason, old.return_condition, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_cart_item_delete AFTER DELETE ON cart_item BEGIN
  INSERT INTO ztracking_cart_item(ztracking_version, version_date_us, operation, cart_id, item, variant_id, sku, name, unit, tax_category_id, quantity_micro, unit_price, price_reason, price_staff_id, approver_id, label_amount, discountable, note, return_order_id, return_position, return_reason, return_condition, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.cart_id, old.item, old.variant_id, old.sku, old.name, old.unit, old.tax_category_id, old.quantity_micro, old.unit_price, old.price_reason, old.price_staff_id, old.approver_id, old.label_amount, old.discountable, old.note, old.return_order_id, old.return_position, old.return_reason, old.return_condition, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_cart_discount (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  cart_id INTEGER, discount INTEGER, item INTEGER, kind TEXT, value INTEGER, reason TEXT, staff_id INTEGER, approver_id INTEGER
) STRICT;
CREATE TRIGGER ztracking_cart_discount_update AFTER UPDATE ON cart_discount BEGIN
  INSERT INTO ztracking_cart_discount(ztracking_version, version_date_us, operation, cart_id, discount, item, kind, value, reason, staff_id, approver_id)
  VALUES (hf_version(), hf_now_us(), 'update', old.cart_id, old.discount, old.item, old.kind, old.value, old.reason, old.staff_id, old.approver_id);
END;
CREATE TRIGGER ztracking_cart_discount_delete AFTER DELETE ON cart_discount BEGIN
  INSERT INTO ztracking_cart_discount(ztracking_version, version_date_us, operation, cart_id, discount, item, kind, value, reason, staff_id, approver_id)
  VALUES (hf_version(), hf_now_us(), 'delete', old.cart_id, old.discount, old.item, old.kind, old.value, old.reason, old.staff_id, old.approver_id);
END;

CREATE TABLE ztracking_orders (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, kind TEXT, status TEXT, register_id INTEGER, shift_id INTEGER, receipt INTEGER, staff_id INTEGER, terminal_id INTEGER, person_id INTEGER, currency TEXT, subtotal INTEGER, discount INTEGER, net INTEGER, tax INTEGER, total INTEGER, rounding INTEGER, paid INTEGER, change_due INTEGER, original_order_id INTEGER, voided_by INTEGER, business_date TEXT, utc_offset_min INTEGER, note TEXT, external_ref TEXT, created_us INTEGER, updated_us INTEGER, deleted_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_orders_update AFTER UPDATE ON orders BEGIN
  INSERT INTO ztracking_orders(ztracking_version, version_date_us, operation, id, uuid, kind, status, register_id, shift_id, receipt, staff_id, terminal_id, person_id, currency, subtotal, discount, net, tax, total, rounding, paid, change_due, original_order_id, voided_by, business_date, utc_offset_min, note, external_ref, created_us, updated_us, deleted_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.kind, old.status, old.register_id, old.shift_id, old.receipt, old.staff_id, old.terminal_id, old.person_id, old.currency, old.subtotal, old.discount, old.net, old.tax, old.total, old.rounding, old.paid, old.change_due, old.original_order_id, old.voided_by, old.business_date, old.utc_offset_min, old.note, old.external_ref, old.created_us, old.updated_us, old.deleted_us);
END;
CREATE TRIGGER ztracking_orders_delete AFTER DELETE ON orders BEGIN
  INSERT INTO ztracking_orders(ztracking_version, version_date_us, operation, id, uuid, kind, status, register_id, shift_id, receipt, staff_id, terminal_id, person_id, currency, subtotal, discount, net, tax, total, rounding, paid, change_due, original_order_id, voided_by, business_date, utc_offset_min, note, external_ref, created_us, updated_us, deleted_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.kind, old.status, old.register_id, old.shift_id, old.receipt, old.staff_id, old.terminal_id, old.person_id, old.currency, old.subtotal, old.discount, old.net, old.tax, old.total, old.rounding, old.paid, old.change_due, old.original_order_id, old.voided_by, old.business_date, old.utc_offset_min, old.note, old.external_ref, old.created_us, old.updated_us, old.deleted_us);
END;

CREATE TABLE ztracking_order_address (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  order_id INTEGER, name TEXT, line1 TEXT, line2 TEXT, city TEXT, state TEXT, postal_code TEXT, country TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_order_address_update AFTER UPDATE ON order_address BEGIN
  INSERT INTO ztracking_order_address(ztracking_version, version_date_us, operation, order_id, name, line1, line2, city, state, postal_code, country, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.order_id, old.name, old.line1, old.line2, old.city, old.state, old.postal_code, old.country, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_order_address_delete AFTER DELETE ON order_address BEGIN
  INSERT INTO ztracking_order_address(ztracking_version, version_date_us, operation, order_id, name, line1, line2, city, state, postal_code, country, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.order_id, old.name, old.line1, old.line2, old.city, old.state, old.postal_code, old.country, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_order_shipping (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  order_id INTEGER, provider TEXT, method TEXT, tracking_number TEXT, status TEXT, shipped_us INTEGER, delivered_us INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_order_shipping_update AFTER UPDATE ON order_shipping BEGIN
  INSERT INTO ztracking_order_shipping(ztracking_version, version_date_us, operation, order_id, provider, method, tracking_number, status, shipped_us, delivered_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.order_id, old.provider, old.method, old.tracking_number, old.status, old.shipped_us, old.delivered_us, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_order_shipping_delete AFTER DELETE ON order_shipping BEGIN
  INSERT INTO ztracking_order_shipping(ztracking_version, version_date_us, operation, order_id, provider, method, tracking_number, status, shipped_us, delivered_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.order_id, old.provider, old.method, old.tracking_number, old.status, old.shipped_us, old.delivered_us, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_order_attribution (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  order_id INTEGER, partner_id INTEGER, referral_code TEXT, affiliate_source TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_order_attribution_update AFTER UPDATE ON order_attribution BEGIN
  INSERT INTO ztracking_order_attribution(ztracking_version, version_date_us, operation, order_id, partner_id, referral_code, affiliate_source, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.order_id, old.partner_id, old.referral_code, old.affiliate_source, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_order_attribution_delete AFTER DELETE ON order_attribution BEGIN
  INSERT INTO ztracking_order_attribution(ztracking_version, version_date_us, operation, order_id, partner_id, referral_code, affiliate_source, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.order_id, old.partner_id, old.referral_code, old.affiliate_source, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_subscription_plan (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, code TEXT, name TEXT, description TEXT, price INTEGER, currency TEXT, interval TEXT, interval_count INTEGER, trial_period_days INTEGER, tax_category_id INTEGER, active INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_subscription_plan_update AFTER UPDATE ON subscription_plan BEGIN
  INSERT INTO ztracking_subscription_plan(ztracking_version, version_date_us, operation, id, uuid, code, name, description, price, currency, interval, interval_count, trial_period_days, tax_category_id, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.code, old.name, old.description, old.price, old.currency, old.interval, old.interval_count, old.trial_period_days, old.tax_category_id, old.active, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_subscription_plan_delete AFTER DELETE ON subscription_plan BEGIN
  INSERT INTO ztracking_subscription_plan(ztracking_version, version_date_us, operation, id, uuid, code, name, description, price, currency, interval, interval_count, trial_period_days, tax_category_id, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.code, old.name, old.description, old.price, old.currency, old.interval, old.interval_count, old.trial_period_days, old.tax_category_id, old.active, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_subscription (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, person_id INTEGER, plan_id INTEGER, first_order_id INTEGER, status TEXT, start_date TEXT, next_billing_date TEXT, canceled_us INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_subscription_update AFTER UPDATE ON subscription BEGIN
  INSERT INTO ztracking_subscription(ztracking_version, version_date_us, operation, id, uuid, person_id, plan_id, first_order_id, status, start_date, next_billing_date, canceled_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.person_id, old.plan_id, old.first_order_id, old.status, old.start_date, old.next_billing_date, old.canceled_us, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_subscription_delete AFTER DELETE ON subscription BEGIN
  INSERT INTO ztracking_subscription(ztracking_version, version_date_us, operation, id, uuid, person_id, plan_id, first_order_id, status, start_date, next_billing_date, canceled_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.person_id, old.plan_id, old.first_order_id, old.status, old.start_date, old.next_billing_date, old.canceled_us, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_subscription_item (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, subscription_id INTEGER, variant_id INTEGER, quantity_micro INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_subscription_item_update AFTER UPDATE ON subscription_item BEGIN
  INSERT INTO ztracking_subscription_item(ztracking_version, version_date_us, operation, id, uuid, subscription_id, variant_id, quantity_micro, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.subscription_id, old.variant_id, old.quantity_micro, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_subscription_item_delete AFTER DELETE ON subscription_item BEGIN
  INSERT INTO ztracking_subscription_item(ztracking_version, version_date_us, operation, id, uuid, subscription_id, variant_id, quantity_micro, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.subscription_id, old.variant_id, old.quantity_micro, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_subscription_event (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, subscription_id INTEGER, event_type TEXT, event_us INTEGER, payload TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_subscription_event_update AFTER UPDATE ON subscription_event BEGIN
  INSERT INTO ztracking_subscription_event(ztracking_version, version_date_us, operation, id, uuid, subscription_id, event_type, event_us, payload, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.subscription_id, old.event_type, old.event_us, old.payload, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_subscription_event_delete AFTER DELETE ON subscription_event BEGIN
  INSERT INTO ztracking_subscription_event(ztracking_version, version_date_us, operation, id, uuid, subscription_id, event_type, event_us, payload, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.subscription_id, old.event_type, old.event_us, old.payload, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_person (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, name TEXT, email TEXT, phone TEXT, note TEXT, account_limit INTEGER, account_balance INTEGER, created_us INTEGER, updated_us INTEGER, erased_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_person_update AFTER UPDATE ON person BEGIN
  INSERT INTO ztracking_person(ztracking_version, version_date_us, operation, id, uuid, name, email, phone, note, account_limit, account_balance, created_us, updated_us, erased_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.name, old.email, old.phone, old.note, old.account_limit, old.account_balance, old.created_us, old.updated_us, old.erased_us);
END;
CREATE TRIGGER ztracking_person_delete AFTER DELETE ON person BEGIN
  INSERT INTO ztracking_person(ztracking_version, version_date_us, operation, id, uuid, name, email, phone, note, account_limit, account_balance, created_us, updated_us, erased_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.name, old.email, old.phone, old.note, old.account_limit, old.account_balance, old.created_us, old.updated_us, old.erased_us);
END;

CREATE TABLE ztracking_staff (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, code TEXT, name TEXT, role_id INTEGER, pin_hash TEXT, active INTEGER, failed_attempts INTEGER, locked_until_us INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_staff_update AFTER UPDATE ON staff WHEN old.pin_hash IS NOT new.pin_hash OR old.name IS NOT new.name OR old.role_id IS NOT new.role_id OR old.active IS NOT new.active OR old.code IS NOT new.code BEGIN
  INSERT INTO ztracking_staff(ztracking_version, version_date_us, operation, id, uuid, code, name, role_id, pin_hash, active, failed_attempts, locked_until_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.code, old.name, old.role_id, old.pin_hash, old.active, old.failed_attempts, old.locked_until_us, old.created_us, old.updated_us);
END;
CREATE TRIGGER ztracking_staff_delete AFTER DELETE ON staff BEGIN
  INSERT INTO ztracking_staff(ztracking_version, version_date_us, operation, id, uuid, code, name, role_id, pin_hash, active, failed_attempts, locked_until_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.code, old.name, old.role_id, old.pin_hash, old.active, old.failed_attempts, old.locked_until_us, old.created_us, old.updated_us);
END;

CREATE TABLE ztracking_tender (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, code TEXT, name TEXT, kind TEXT, currency TEXT, rate_micro INTEGER, rounding_step INTEGER, rounding_mode TEXT, gives_change INTEGER, opens_drawer INTEGER, max_amount INTEGER, active INTEGER
) STRICT;
CREATE TRIGGER ztracking_tender_update AFTER UPDATE ON tender BEGIN
  INSERT INTO ztracking_tender(ztracking_version, version_date_us, operation, id, code, name, kind, currency, rate_micro, rounding_step, rounding_mode, gives_change, opens_drawer, max_amount, active)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.code, old.name, old.kind, old.currency, old.rate_micro, old.rounding_step, old.rounding_mode, old.gives_change, old.opens_drawer, old.max_amount, old.active);
END;
CREATE TRIGGER ztracking_tender_delete AFTER DELETE ON tender BEGIN
  INSERT INTO ztracking_tender(ztracking_version, version_date_us, operation, id, code, name, kind, currency, rate_micro, rounding_step, rounding_mode, gives_change, opens_drawer, max_amount, active)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.code, old.name, old.kind, old.currency, old.rate_micro, old.rounding_step, old.rounding_mode, old.gives_change, old.opens_drawer, old.max_amount, old.active);
END;

CREATE TABLE ztracking_tax_rate (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, tax_category_id INTEGER, position INTEGER, code TEXT, name TEXT, kind TEXT, rate_micro INTEGER, amount INTEGER, included INTEGER, from_us INTEGER, to_us INTEGER
) STRICT;
CREATE TRIGGER ztracking_tax_rate_update AFTER UPDATE ON tax_rate BEGIN
  INSERT INTO ztracking_tax_rate(ztracking_version, version_date_us, operation, id, tax_category_id, position, code, name, kind, rate_micro, amount, included, from_us, to_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.tax_category_id, old.position, old.code, old.name, old.kind, old.rate_micro, old.amount, old.included, old.from_us, old.to_us);
END;
CREATE TRIGGER ztracking_tax_rate_delete AFTER DELETE ON tax_rate BEGIN
  INSERT INTO ztracking_tax_rate(ztracking_version, version_date_us, operation, id, tax_category_id, position, code, name, kind, rate_micro, amount, included, from_us, to_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.tax_category_id, old.position, old.code, old.name, old.kind, old.rate_micro, old.amount, old.included, old.from_us, old.to_us);
END;

