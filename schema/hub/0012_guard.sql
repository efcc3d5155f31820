-- Customers are sealed where they lie: they are found by keyed digests of the beginnings of their words. name_key is empty from now on,
-- email_key and phone_key are keyed digests of the whole.
CREATE TABLE customer_word (
  tenant_id TEXT NOT NULL, word TEXT NOT NULL, person_id BLOB NOT NULL,
  PRIMARY KEY (tenant_id, word, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_word_person ON customer_word(tenant_id, person_id);
