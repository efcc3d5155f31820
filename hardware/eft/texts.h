#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace holdfast::eft {
/// Texts for the till travel as keys; whoever shows them picks the language.
enum class Language { en, de, fr };
struct Text {
  std::string_view key;
  std::string_view en, de, fr;
};
/// Every key this folder uses, sorted.
std::span<const Text> texts();
/// The key itself when there is no such text.
std::string_view text_of(std::string_view key, Language language);

/// First byte of a ZVT intermediate status (hardware reference 8.7); 4x says the same as 0x with "remove card".
std::string_view status_key(std::uint8_t status);
/// A ZVT result code or terminal status (8.8).
std::string_view result_key(std::uint8_t code);
/// An ErrorCondition of nexo (9.3).
std::string_view condition_key(std::string_view condition);
}  // namespace holdfast::eft
