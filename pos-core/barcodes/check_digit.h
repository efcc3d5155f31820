#pragma once
#include <array>
#include <optional>
#include <string_view>

namespace holdfast::barcodes {
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// False for the empty text.
constexpr bool all_digits(std::string_view text) {
  for (const char c : text)
    if (!is_digit(c)) return false;
  return !text.empty();
}

/// Modulo 10 with weights 3, 1, 3 … from the right (GS1 General Specifications 7.9.1): the digit that belongs behind
/// `digits`. The caller has made sure that they are digits.
constexpr char check_digit(std::string_view digits) {
  int sum = 0;
  int weight = 3;
  for (auto at = digits.rbegin(); at != digits.rend(); ++at) {
    sum += (*at - '0') * weight;
    weight = 4 - weight;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}
/// Digits only, and the last one is the check digit of those before it.
constexpr bool has_check_digit(std::string_view digits) {
  return all_digits(digits) && digits.size() > 1 && check_digit(digits.substr(0, digits.size() - 1)) == digits.back();
}

/// The check digit before an embedded price or weight of 4 or 5 digits (GS1 General Specifications 7.9.2 to 7.9.4);
/// empty for any other text.
std::optional<char> value_check_digit(std::string_view value);

/// The two characters that end a GMN or MUDI (GS1 General Specifications 7.9.5); empty when `text` has a character
/// outside the 82-character set or is longer than 23.
std::optional<std::array<char, 2>> check_pair(std::string_view text);
bool has_check_pair(std::string_view text);
/// Position in the 82-character set of GS1, -1 when it is not in it.
int invariant_index(char c);
}  // namespace holdfast::barcodes
