#include "barcodes/gs1_values.h"

#include <algorithm>

#include "barcodes/check_digit.h"

namespace holdfast::barcodes {
namespace {
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
int two_digits(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }
bool all_zero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }
/// Two digits below `limit`.
bool is_below(std::string_view text, int limit) {
  return text.size() == 2 && all_digits(text) && two_digits(text, 0) < limit;
}

bool is_base64url(std::string_view text) {
  const std::size_t data = std::min(text.find('='), text.size());
  const std::size_t padding = text.size() - data;
  if (padding > 2 || (padding > 0 && (data == 0 || text.size() % 4 != 0))) return false;
  return std::ranges::all_of(text.substr(0, data),
                             [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }) &&
         text.find_first_not_of('=', data) == std::string_view::npos;
}

bool is_day(int year, int month, int day, bool month_allowed) {
  if (month < 1 || month > 12) return false;
  return day == 0 ? month_allowed : day <= days_in_month(year, month);
}

bool is_percent_encoded(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '%' && (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))) return false;
  return true;
}

/// Half of the digits say which piece, the other half of how many.
bool is_piece_of_total(std::string_view text) {
  if (!all_digits(text) || text.size() % 2 != 0) return false;
  const std::string_view piece = text.substr(0, text.size() / 2);
  const std::string_view total = text.substr(text.size() / 2);
  return !all_zero(piece) && !all_zero(total) && piece <= total;
}

/// `2/3`: position and total, both counted from 1 without leading zeros.
bool is_position(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::string_view position = text.substr(0, slash);
  const std::string_view total = text.substr(std::min(slash + 1, text.size()));
  if (!all_digits(position) || !all_digits(total) || position[0] == '0' || total[0] == '0') return false;
  return position.size() < total.size() || (position.size() == total.size() && position <= total);
}

/// ISO 13616: the country, two check digits, the account; modulo 97 of all of it must be 1.
bool is_iban(std::string_view text) {
  if (text.size() < 5 || text.size() > 34 || !is_country_code(text.substr(0, 2)) || !all_digits(text.substr(2, 2)))
    return false;
  int rest = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[(i + 4) % text.size()];
    if (is_digit(c))
      rest = (rest * 10 + (c - '0')) % 97;
    else if (is_upper(c))
      rest = (rest * 100 + (c - 'A' + 10)) % 97;
    else
      return false;
  }
  return rest == 1;
}

bool is_angle(std::string_view text, std::string_view limit) {
  return text.size() == limit.size() && all_digits(text) && text <= limit;
}

/// The shortest company prefix has four digits; which ones are given out is not checked.
bool begins_with_prefix(std::string_view text) { return text.size() >= 4 && all_digits(text.substr(0, 4)); }
}  // namespace

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool is_short_date(std::string_view text, bool month_allowed) {
  if (text.size() != 6 || !all_digits(text)) return false;
  return is_day(2000 + two_digits(text, 0), two_digits(text, 2), two_digits(text, 4), month_allowed);
}

bool is_long_date(std::string_view text, bool month_allowed) {
  if (text.size() != 8 || !all_digits(text)) return false;
  const int year = two_digits(text, 0) * 100 + two_digits(text, 2);
  return is_day(year, two_digits(text, 4), two_digits(text, 6), month_allowed);
}

bool in_charset(Charset charset, std::string_view text) {
  switch (charset) {
    case Charset::digits:
      return std::ranges::all_of(text, is_digit);
    case Charset::invariant82:
      return std::ranges::all_of(text, [](char c) { return invariant_index(c) >= 0; });
    case Charset::set39:
      return std::ranges::all_of(text,
                                 [](char c) { return is_upper(c) || is_digit(c) || c == '#' || c == '-' || c == '/'; });
    case Charset::base64url:
      return is_base64url(text);
  }
  return false;
}

bool obeys(Rule rule, std::string_view text) {
  switch (rule) {
    case Rule::none:
      return true;
    case Rule::check_digit:
      return has_check_digit(text);
    case Rule::check_pair:
      return has_check_pair(text);
    case Rule::check_pair_with_letter:
      return has_check_pair(text) && !std::ranges::all_of(text, is_digit);
    case Rule::company_prefix:
      return begins_with_prefix(text);
    case Rule::date_or_month:
      return is_short_date(text, true);
    case Rule::date:
      return is_short_date(text, false);
    case Rule::long_date:
      return is_long_date(text, false);
    case Rule::hour:
      return is_below(text, 24);
    case Rule::minute:
    case Rule::second:
      return is_below(text, 60);
    case Rule::hour_minute:
      return text.size() == 4 && is_below(text.substr(0, 2), 24) && is_below(text.substr(2), 60);
    case Rule::country:
      return is_country_number(text);
    case Rule::country_or_999:
      return text == "999" || is_country_number(text);
    case Rule::country_alpha2:
      return is_country_code(text);
    case Rule::currency:
      return is_currency_number(text);
    case Rule::percent_encoded:
      return is_percent_encoded(text);
    case Rule::yes_no:
      return text == "0" || text == "1";
    case Rule::hyphen:
      return text == "-";
    case Rule::latitude:
      return is_angle(text, "1800000000");
    case Rule::longitude:
      return is_angle(text, "3600000000");
    case Rule::nonzero:
      return all_digits(text) && !all_zero(text);
    case Rule::zero:
      return !text.empty() && all_zero(text);
    case Rule::no_zero_prefix:
      return text.empty() || (all_digits(text) && text[0] != '0');
    case Rule::piece_of_total:
      return is_piece_of_total(text);
    case Rule::iban:
      return is_iban(text);
    case Rule::coupon:
      return is_coupon(text);
    case Rule::positive_offer:
      return is_positive_offer(text);
    case Rule::winding:
      return text == "0" || text == "1" || text == "9";
    case Rule::sex:
      return text == "0" || text == "1" || text == "2" || text == "9";
    case Rule::media_type:
      return text.size() == 2 && all_digits(text) && ((text >= "01" && text <= "10") || text >= "80");
    case Rule::position_in_sequence:
      return is_position(text);
    case Rule::importer_index:
      return text.size() == 1 && text != "=" && is_base64url(text);
  }
  return false;
}

std::string_view complaint(Rule rule) {
  switch (rule) {
    case Rule::check_digit:
      return "the check digit is wrong";
    case Rule::check_pair:
    case Rule::check_pair_with_letter:
      return "the check characters are wrong";
    case Rule::company_prefix:
      return "it does not begin with a company prefix";
    case Rule::date_or_month:
    case Rule::date:
    case Rule::long_date:
      return "there is no such date";
    case Rule::hour:
    case Rule::minute:
    case Rule::second:
    case Rule::hour_minute:
      return "there is no such time";
    case Rule::country:
    case Rule::country_or_999:
    case Rule::country_alpha2:
      return "there is no such country";
    case Rule::currency:
      return "there is no such currency";
    case Rule::iban:
      return "it is not an IBAN";
    case Rule::coupon:
    case Rule::positive_offer:
      return "the coupon is not well formed";
    default:
      return "the value is not one of those allowed";
  }
}

std::string_view fault_in_value(const AiRow& row, std::string_view value) {
  if (value.empty()) return "the value is missing";
  for (const Field& field : row.fields) {
    if (field.max == 0) break;
    if (value.empty() && field.optional) return {};  // only further optional ones can follow
    if (value.size() < field.min) return "it is too short";
    const std::string_view text = value.substr(0, field.max);
    if (!in_charset(field.charset, text)) return "a character is not allowed there";
    if (!obeys(field.rule, text)) return complaint(field.rule);
    value.remove_prefix(text.size());
  }
  return value.empty() ? std::string_view{} : "it is too long";
}
}  // namespace holdfast::barcodes
