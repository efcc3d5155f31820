#pragma once
#include "commands/article_terms.h"

namespace holdfast::commands {
/// A combo's price lies on its parts, so a part cannot be a combo itself. Refuses invalid_argument by path where one of
/// `terms` is, or where another article offers this one, which is to be a combo.
Result<> refuse_nested_combo(db::Connection& connection, std::int64_t variant_row, const ArticleTerms& terms);
/// Whether the article of this number is a combo.
bool is_combo(db::Connection& connection, std::string_view sku);
}  // namespace holdfast::commands
