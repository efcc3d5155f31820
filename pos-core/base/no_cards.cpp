#include "base/no_cards.h"

#include "base/card_number.h"

namespace holdfast {
namespace {
constexpr std::string_view why = "looks like the number of a payment card, which is not to be kept";

bool names_articles(std::string_view member, Codes codes) {
  return member == "sku" || member == "barcode" || member == "barcodes" ||
         (codes == Codes::of_articles && (member == "code" || member == "key"));
}
bool is_card(std::string_view member, std::string_view text, Codes codes) {
  return names_articles(member, codes) ? holds_card_besides_gtins(text) : holds_card_number(text);
}

/// The JSON Pointer of the first one; nothing when there is none. Items of an array go by its name.
std::optional<std::string> first_card(const Json& value, std::string_view member, Codes codes,
                                      const std::string& pointer) {
  if ((value.is_string() || value.is_number()) && is_card(member, value.text(), codes)) return pointer;
  for (std::size_t i = 0; i < value.items().size(); ++i)
    if (auto found = first_card(value.items()[i], member, codes, pointer + "/" + std::to_string(i))) return found;
  for (const auto& [name, inner] : value.members()) {
    if (holds_card_number(name)) return pointer;
    if (auto found = first_card(inner, name, codes, pointer + "/" + name)) return found;
  }
  return std::nullopt;
}
}  // namespace

Result<> refuse_cards(const Json& body, Codes codes) {
  std::vector<FieldError> errors;
  if (auto pointer = first_card(body, "", codes, "")) errors.push_back({*std::move(pointer), std::string{why}});
  return accept_fields(std::move(errors));
}

bool is_card_in_column(std::string_view column, std::string_view cell) { return is_card(column, cell, Codes::of_ours); }
}  // namespace holdfast
