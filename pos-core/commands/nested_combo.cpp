#include "commands/nested_combo.h"

namespace holdfast::commands {
bool is_combo(db::Connection& connection, std::string_view sku) {
  db::Statement& row = connection.prepare(
      "SELECT EXISTS (SELECT 1 FROM article_terms t JOIN product_variant v ON v.id = t.variant_id WHERE v.sku = ? AND "
      "t.document ->> 'combo')");
  const bool found = row.all(sku).step() && row.flag(0);
  row.reset();
  return found;
}

Result<> refuse_nested_combo(db::Connection& connection, std::int64_t variant_row, const ArticleTerms& terms) {
  std::vector<FieldError> errors;
  for (std::size_t group = 0; group < terms.choices.size(); ++group)
    for (std::size_t option = 0; option < terms.choices[group].options.size(); ++option)
      if (is_combo(connection, terms.choices[group].options[option].sku))
        errors.push_back({"/choices/" + std::to_string(group) + "/options/" + std::to_string(option) + "/sku",
                          "is a combo itself, which cannot be chosen with something"});
  if (terms.combo) {
    db::Statement& row = connection.prepare(
        "SELECT other.sku FROM product_variant own, article_terms t JOIN product_variant other ON other.id = "
        "t.variant_id, json_each(t.document, '$.choices') g, json_each(g.value, '$.options') o WHERE own.id = ? AND "
        "other.id <> own.id AND o.value ->> 'sku' = own.sku LIMIT 1");
    if (row.all(variant_row).step())
      errors.push_back({"/combo", "cannot be: `" + row.string(0) + "` offers the article to choose"});
    row.reset();
  }
  if (errors.empty()) return {};
  return refuse(ErrorCode::invalid_argument, "a combo is no part of another", std::move(errors));
}
}  // namespace holdfast::commands
