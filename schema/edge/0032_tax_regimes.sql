-- What few tax rates have: taxes on tax, inside their own base, exempt by law, left to the customer, from a threshold on.
ALTER TABLE tax_rate ADD COLUMN terms TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(terms));
ALTER TABLE ztracking_tax_rate ADD COLUMN terms TEXT;
DROP TRIGGER ztracking_tax_rate_update;
DROP TRIGGER ztracking_tax_rate_delete;
CREATE TRIGGER ztracking_tax_rate_update AFTER UPDATE ON tax_rate BEGIN
  INSERT INTO ztracking_tax_rate(ztracking_version, version_date_us, operation, id, tax_category_id, position, code, name, kind, rate_micro, amount, included, from_us, to_us, terms)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.tax_category_id, old.position, old.code, old.name, old.kind, old.rate_micro, old.amount, old.included, old.from_us, old.to_us, old.terms);
END;
CREATE TRIGGER ztracking_tax_rate_delete AFTER DELETE ON tax_rate BEGIN
  INSERT INTO ztracking_tax_rate(ztracking_version, version_date_us, operation, id, tax_category_id, position, code, name, kind, rate_micro, amount, included, from_us, to_us, terms)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.tax_category_id, old.position, old.code, old.name, old.kind, old.rate_micro, old.amount, old.included, old.from_us, old.to_us, old.terms);
END;
-- Why a tax of an order has a base and no amount: nothing (it was taken), exempt, reverse_charge.
ALTER TABLE order_tax ADD COLUMN treatment TEXT NOT NULL DEFAULT '' CHECK (treatment IN ('', 'exempt', 'reverse_charge'));
-- A business's tax number, and the country that gave it (ISO 3166-1 alpha-2).
ALTER TABLE person_terms ADD COLUMN tax_number TEXT;
ALTER TABLE person_terms ADD COLUMN tax_country TEXT CHECK ((tax_number IS NULL) = (tax_country IS NULL));
