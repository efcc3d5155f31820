#pragma once
#include "base/json.h"

namespace holdfast {
/// Refuses a body any text or number of which, wherever it is, looks like the number of a payment card: fields are
/// looked at when they are read (JsonFields), whole documents that are kept as they came only here. Refuses
/// invalid_body with the place. `sku`, `barcode` and `barcodes` name articles: trade item numbers are taken there
/// (holds_card_besides_gtins()); in `code` and `key` only where they name articles, too.
enum class Codes { of_ours, of_articles };
Result<> refuse_cards(const Json& body, Codes codes = Codes::of_ours);
/// The same for one cell of a table, by its column's name.
bool is_card_in_column(std::string_view column, std::string_view cell);
}  // namespace holdfast
