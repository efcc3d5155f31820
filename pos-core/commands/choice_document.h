#pragma once
#include "base/json.h"
#include "commands/article_terms.h"

namespace holdfast::commands {
/// `combo` and `choices` of an article's terms; complains by path.
void read_choices(JsonFields& fields, std::vector<FieldError>& errors, ArticleTerms& terms);
/// The same members again.
void append_choices(JsonWriter& json, const ArticleTerms& terms);
}  // namespace holdfast::commands
