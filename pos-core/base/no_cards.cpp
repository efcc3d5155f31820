#include "base/no_cards.h"

#include <algorithm>

#include "base/card_number.h"

namespace holdfast {
namespace {
constexpr std::string_view why = "looks like the number of a payment card, which is not to be kept";

/// The JSON Pointer of the first one; nothing when there is none.
std::optional<std::string> first_card(const Json& value, const std::string& pointer) {
  if ((value.is_string() || value.is_number()) && holds_card_number(value.text())) return pointer;
  for (std::size_t i = 0; i < value.items().size(); ++i)
    if (auto found = first_card(value.items()[i], pointer + "/" + std::to_string(i))) return found;
  for (const auto& [name, member] : value.members()) {
    if (holds_card_number(name)) return pointer;
    if (auto found = first_card(member, pointer + "/" + name)) return found;
  }
  return std::nullopt;
}
}  // namespace

Result<> refuse_cards(const Json& body) {
  std::vector<FieldError> errors;
  if (auto pointer = first_card(body, "")) errors.push_back({*std::move(pointer), std::string{why}});
  return accept_fields(std::move(errors));
}

Result<> refuse_cards_in_lines(std::string_view text) {
  std::vector<FieldError> errors;
  for (std::int64_t line = 1; errors.empty() && !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (holds_card_number(text.substr(0, end))) errors.push_back({"/" + std::to_string(line), std::string{why}});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return accept_fields(std::move(errors));
}
}  // namespace holdfast
