#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace holdfast::receipts {
/// Languages that a receipt can be written in (labels.cpp has the words).
enum class Language : std::uint8_t { en, fr, ar };

/// How a receipt is written: the language, and for Arabic whose digits.
struct Locale {
  Language language = Language::en;
  bool native_digits = false;  ///< Arabic-Indic digits; Latin ones unless the tag says `-u-nu-arab`
  friend bool operator==(const Locale&, const Locale&) = default;
};

/// From a BCP 47 tag (`fr`, `en-IE`, `ar-EG-u-nu-arab`) by its language; empty when that is none of ours.
std::optional<Locale> parse_locale(std::string_view tag);
std::string_view tag_of(Language language);  ///< `en`
constexpr bool right_to_left(Language language) { return language == Language::ar; }
}  // namespace holdfast::receipts
