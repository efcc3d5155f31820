#include "base/card_number.h"

#include <algorithm>
#include <array>
#include <string>

namespace holdfast {
namespace {
struct Range {
  int from, to;  ///< of the first four digits
  std::array<std::size_t, 3> lengths;
};
constexpr std::array<Range, 13> ranges{{{4000, 4999, {16, 19, 18}},
                                        {2221, 2720, {16, 16, 16}},
                                        {5100, 5599, {16, 16, 16}},
                                        {3400, 3499, {15, 15, 15}},
                                        {3700, 3799, {15, 15, 15}},
                                        {3000, 3059, {14, 16, 19}},
                                        {3600, 3699, {14, 16, 19}},
                                        {3800, 3999, {14, 16, 19}},
                                        {3528, 3589, {16, 17, 19}},
                                        {6011, 6011, {16, 17, 19}},
                                        {6200, 6299, {16, 17, 19}},
                                        {6440, 6499, {16, 17, 19}},
                                        {6500, 6599, {16, 17, 19}}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_card_number(std::string_view digits) {
  if (digits.size() < 14 || digits.size() > 19) return false;
  int first = 0;
  for (const char c : digits.substr(0, 4)) first = first * 10 + (c - '0');
  for (const Range& range : ranges)
    if (first >= range.from && first <= range.to)
      for (const std::size_t length : range.lengths)
        if (digits.size() == length && passes_luhn(digits)) return true;
  return false;
}
/// A number stands by itself: hex digests and names with digits in them are none.
bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr std::size_t gtin_digits = 14;
bool is_gtin14(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < gtin_digits; ++i) sum += (digits[i] - '0') * (i % 2 == 0 ? 3 : 1);
  return sum % 10 == 0;
}
}  // namespace

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

bool holds_card_number(std::string_view text) {
  constexpr std::size_t first_group = 4, longest_group = 6;  // as cards are embossed: 4-4-4-4, 4-6-5
  if (text.size() < 14) return false;
  for (std::size_t start = 0; start < text.size(); ++start) {
    if (!is_digit(text[start]) || (start > 0 && is_word(text[start - 1]))) continue;
    std::string digits;
    std::size_t at = start, group = 0;
    for (bool grouped = false; at < text.size() && digits.size() <= 19;) {
      digits += text[at++];
      ++group;
      if (at < text.size() && is_digit(text[at])) continue;
      if (grouped && group > longest_group) break;
      if ((at == text.size() || !is_word(text[at])) && is_card_number(digits)) return true;
      if (!grouped && group != first_group) break;
      if (at + 1 >= text.size() || (text[at] != ' ' && text[at] != '-') || !is_digit(text[at + 1])) break;
      grouped = true;
      group = 0;
      ++at;
    }
  }
  return false;
}

bool holds_card_besides_gtins(std::string_view text) {
  std::string rest{text};
  for (std::size_t start = 0; start < rest.size();) {
    std::size_t end = start;
    while (end < rest.size() && is_digit(rest[end])) ++end;
    const bool alone = (start == 0 || !is_word(rest[start - 1])) && (end == rest.size() || !is_word(rest[end]));
    if (alone && end - start == gtin_digits && is_gtin14(std::string_view{rest}.substr(start, gtin_digits)))
      rest.replace(start, gtin_digits, gtin_digits, '#');
    start = std::max(end, start + 1);
  }
  return holds_card_number(rest);
}
}  // namespace holdfast
