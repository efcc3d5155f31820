#include "receipts/language.h"

#include <array>
#include <string>

namespace holdfast::receipts {
namespace {
constexpr std::array<std::string_view, 3> tags{"en", "fr", "ar"};
}  // namespace

std::optional<Locale> parse_locale(std::string_view tag) {
  std::string lower;
  for (const char c : tag) lower += c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  const std::string_view primary = std::string_view{lower}.substr(0, lower.find('-'));
  for (std::size_t i = 0; i < tags.size(); ++i)
    if (primary == tags[i]) {
      const auto language = static_cast<Language>(i);
      return Locale{language, right_to_left(language) && lower.find("-u-nu-arab") != std::string::npos};
    }
  return std::nullopt;
}

std::string_view tag_of(Language language) { return tags[static_cast<std::size_t>(language)]; }
}  // namespace holdfast::receipts
