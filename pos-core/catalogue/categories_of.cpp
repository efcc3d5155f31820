#include "catalogue/categories_of.h"

namespace holdfast::catalogue {
std::vector<std::string> categories_of(db::Connection& connection, std::int64_t variant) {
  // While a version of masters is written that is not shown yet: those of before (former.h).
  db::Statement& rows = connection.prepare(
      "WITH RECURSIVE mine(id) AS (SELECT pc.category_id FROM product_category pc JOIN product_variant v ON "
      "v.product_id = pc.product_id WHERE v.id = ?1 AND NOT EXISTS (SELECT 1 FROM product_former f WHERE f.product_id "
      "= "
      "v.product_id AND f.generation > (SELECT generation FROM masters_shown)) UNION SELECT pc.category_id FROM "
      "product_variant v JOIN product_former f ON f.product_id = v.product_id AND f.generation > (SELECT generation "
      "FROM "
      "masters_shown) JOIN product_category_former pc ON pc.product_id = v.product_id WHERE v.id = ?1 UNION SELECT "
      "c.parent_id FROM category c JOIN mine ON c.id = mine.id WHERE c.parent_id IS NOT NULL) "
      "SELECT c.slug FROM category c JOIN mine ON c.id = mine.id");
  std::vector<std::string> out;
  rows.all(variant);
  while (rows.step()) out.push_back(rows.string(0));
  return out;
}
}  // namespace holdfast::catalogue
