#include "log/scrub.h"

#include <cctype>

#include "base/card_number.h"

namespace holdfast::log {
namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_token_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view{"-._~+/="}.find(c) != std::string_view::npos;
}
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(text[i])) != prefix[i]) return false;
  return true;
}
/// Length of what introduces a secret at the start of `text`, 0 when nothing does.
std::size_t introduction(std::string_view text) {
  for (const std::string_view word :
       {"bearer ", "token=", "token\":\"", "token\": \"", "pin=", "pin\":\"", "pin\": \""})
    if (starts_with_ignoring_case(text, word)) return word.size();
  return 0;
}
bool is_card_number(std::string_view digits) {
  return digits.size() >= 13 && digits.size() <= 19 && digits[0] >= '2' && digits[0] <= '6' && passes_luhn(digits);
}
std::size_t group_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  return length;
}
struct Card {
  std::size_t length = 0;  ///< in the text, separators included; 0: none
  std::string digits;
};
/// The longest card number that begins with the group of digits at the start of `text` and ends with a group.
Card card_at(std::string_view text) {
  Card found;
  std::string digits;
  std::size_t at = 0;
  while (digits.size() <= 19) {
    const std::size_t length = group_length(text.substr(at));
    digits.append(text.substr(at, length));
    at += length;
    if (is_card_number(digits)) found = {at, digits};
    if (at + 1 >= text.size() || (text[at] != ' ' && text[at] != '-') || !is_digit(text[at + 1])) break;
    ++at;
  }
  return found;
}
}  // namespace

std::string scrub(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (const std::size_t length = introduction(rest); length > 0) {
      out.append(rest.substr(0, length)).append("***");
      i += length;
      while (i < text.size() && is_token_char(text[i])) ++i;
    } else if (is_digit(text[i])) {
      const Card card = card_at(rest);
      if (card.length > 0)
        out.append(card.digits.size() - 4, '*').append(card.digits, card.digits.size() - 4, 4);
      else
        out.append(rest.substr(0, group_length(rest)));
      i += card.length > 0 ? card.length : group_length(rest);
    } else {
      out += text[i++];
    }
  }
  return out;
}
}  // namespace holdfast::log
