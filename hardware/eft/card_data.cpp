#include "eft/card_data.h"

#include <algorithm>
#include <vector>

#include "base/card_number.h"

namespace holdfast::eft {
namespace {
constexpr std::size_t shortest = 13;
constexpr std::size_t longest = 19;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_checked(std::string_view text, const std::vector<std::size_t>& digits, std::size_t from, std::size_t count) {
  std::string number;
  for (std::size_t i = from; i < from + count; ++i) number += text[digits[i]];
  return passes_luhn(number);
}

/// May a number start at this digit of the run, or end before it?
bool is_edge(std::string_view text, const std::vector<std::size_t>& digits, std::size_t at) {
  if (at == 0 || at == digits.size() || digits[at] != digits[at - 1] + 1) return true;
  std::size_t zeros = at;  // numbers are padded with zeros in front
  while (zeros > 0 && digits[zeros - 1] + 1 == digits[zeros] && text[digits[zeros - 1]] == '0') --zeros;
  if (zeros < at && (zeros == 0 || digits[zeros - 1] + 1 != digits[zeros])) return true;
  std::size_t first = at, last = at;
  while (first > 0 && digits[first - 1] + 1 == digits[first]) --first;
  while (last + 1 < digits.size() && digits[last] + 1 == digits[last + 1]) ++last;
  return last - first + 1 > longest;
}

void scrub_run(std::string& text, const std::vector<std::size_t>& digits) {
  for (std::size_t from = 0; from + shortest <= digits.size();) {
    std::size_t found = 0;
    const char first = text[digits[from]];
    if (first >= '2' && first <= '6' && is_edge(text, digits, from))
      for (std::size_t count = std::min(longest, digits.size() - from); count >= shortest && found == 0; --count)
        if (is_edge(text, digits, from + count) && is_checked(text, digits, from, count)) found = count;
    if (found == 0) {
      ++from;
      continue;
    }
    for (std::size_t i = from; i + 4 < from + found; ++i) text[digits[i]] = '*';
    from += found;
  }
}
}  // namespace

std::string scrub_card_numbers(std::string_view text) {
  std::string out{text};
  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      digits.push_back(i);
      continue;
    }
    const bool joins = (text[i] == ' ' || text[i] == '-') && i + 1 < text.size() && is_digit(text[i + 1]);
    if (joins && !digits.empty() && digits.back() == i - 1) continue;
    scrub_run(out, digits);
    digits.clear();
  }
  scrub_run(out, digits);
  return out;
}

std::string last_four(std::string_view number) {
  std::string digits;
  for (const char c : number)
    if (c != ' ' && c != '-') digits += c;
  if (digits.size() < 8) return {};  // shorter ones are no card number, and four of them would be most of it
  digits.erase(0, digits.size() - 4);
  for (const char c : digits)
    if (!is_digit(c)) return {};
  return digits;
}
}  // namespace holdfast::eft
