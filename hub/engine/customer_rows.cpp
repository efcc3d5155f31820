#include "engine/customer_rows.h"

#include <array>

namespace holdfast::engine {
std::string_view name_of(CustomerState state) {
  static constexpr std::array<std::string_view, 4> names{"confirmed", "review", "merged", "erased"};
  return names[static_cast<std::size_t>(state)];
}

std::string words_key(std::string_view text) {
  std::string key;
  for (const char c : text) {
    if (c == ' ' && (key.empty() || key.back() == ' ')) continue;
    key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

std::string phone_key(std::string_view text) {
  std::string key;
  for (const char c : text)
    if (c >= '0' && c <= '9') key += c;
  if (key.starts_with("00")) key.erase(0, 2);  // the same number abroad, as +
  return key;
}
}  // namespace holdfast::engine
