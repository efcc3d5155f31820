#include <algorithm>
#include <array>
#include <charconv>

#include "barcodes/check_digit.h"
#include "barcodes/gs1.h"
#include "barcodes/gs1_values.h"

namespace holdfast::barcodes {
namespace {
/// The first element whose four-digit identifier begins so.
const Element* find_family(const Gs1Message& message, std::string_view stem) {
  const auto at = std::ranges::find_if(message.elements, [stem](const Element& element) {
    return element.ai.size() == 4 && element.ai.starts_with(stem);
  });
  return at == message.elements.end() ? nullptr : &*at;
}

bool has_currency(std::string_view ai) { return ai.starts_with("391") || ai.starts_with("393"); }

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string two(int value) { return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)}; }

/// GS1 General Specifications 7.12: two-digit years lie at most 49 years back and 50 ahead.
int full_year(int short_year, int current_year) {
  const int century = current_year - current_year % 100;
  const int distance = short_year - current_year % 100;
  if (distance >= 51) return century - 100 + short_year;
  return distance <= -50 ? century + 100 + short_year : century + short_year;
}

std::string date_text(std::string_view digits, int current_year) {
  const bool is_long = digits.size() == 8;
  const int year = is_long ? number(digits.substr(0, 4)) : full_year(number(digits.substr(0, 2)), current_year);
  const std::string_view rest = digits.substr(is_long ? 4 : 2);
  const int month = number(rest.substr(0, 2));
  const int day = number(rest.substr(2, 2));
  const int last = days_in_month(year, month);
  return two(year / 100) + two(year % 100) + "-" + two(month) + "-" + two(day == 0 ? last : std::min(day, last));
}

/// Where the date at the start of a value ends; 0 when the identifier does not begin with one or the value is none.
std::size_t date_length(const Element& element) {
  const AiRow* row = find_ai(element.ai);
  if (row == nullptr) return 0;
  const Field& field = row->fields[0];
  const bool is_date = field.rule == Rule::date || field.rule == Rule::date_or_month || field.rule == Rule::long_date;
  if (!is_date || element.value.size() < field.max) return 0;
  return obeys(field.rule, std::string_view{element.value}.substr(0, field.max)) ? field.max : 0;
}

std::optional<std::string> date_in(const Gs1Message& message, std::string_view ai, int current_year) {
  const auto at = std::ranges::find(message.elements, ai, &Element::ai);
  return at == message.elements.end() ? std::nullopt : date_of(*at, current_year);
}

std::optional<Amount> amount_in(const Gs1Message& message, std::string_view plain, std::string_view with_currency) {
  for (const std::string_view stem : {plain, with_currency}) {
    const Element* element = find_family(message, stem);
    if (element == nullptr) continue;
    if (auto decimal = decimal_of(*element))
      return Amount{*std::move(decimal), std::string{currency_of(*element).value_or("")}};
  }
  return std::nullopt;
}
}  // namespace

std::string with_decimals(std::string_view digits, std::size_t decimals) {
  std::string text{digits};
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  const std::size_t whole = text.size() - decimals;
  const std::size_t zeros = std::min(text.find_first_not_of('0'), whole - 1);
  std::string out = text.substr(zeros, whole - zeros);
  if (decimals > 0) out.append(".").append(text.substr(whole));
  return out;
}

std::optional<std::string> decimal_of(const Element& element) {
  const std::string_view ai = element.ai;
  if (ai.size() != 4 || !all_digits(ai) || ai[0] != '3') return std::nullopt;
  const bool measure = ai[1] >= '1' && ai[1] <= '6';
  const bool money = ai[1] == '9' && ai[2] <= '5';
  std::string_view digits = element.value;
  if (has_currency(ai)) digits.remove_prefix(std::min<std::size_t>(3, digits.size()));
  if (!(measure || money) || !all_digits(digits)) return std::nullopt;
  return with_decimals(digits, static_cast<std::size_t>(ai[3] - '0'));
}

std::optional<std::string_view> currency_of(const Element& element) {
  if (element.ai.size() != 4 || !has_currency(element.ai) || element.value.size() < 3) return std::nullopt;
  return std::string_view{element.value}.substr(0, 3);
}

std::optional<std::string> date_of(const Element& element, int current_year) {
  const std::size_t length = date_length(element);
  if (length == 0) return std::nullopt;
  return date_text(std::string_view{element.value}.substr(0, length), current_year);
}

std::optional<std::string> date_time_of(const Element& element, int current_year) {
  const std::size_t length = date_length(element);
  if (length == 0 || element.ai == "7007") return std::nullopt;  // 7007 is a range of dates
  std::string time = element.value.substr(length);
  if (time.size() < 2 || time.size() > 6 || time.size() % 2 != 0 || !all_digits(time)) return std::nullopt;
  time.resize(6, '0');
  return date_text(std::string_view{element.value}.substr(0, length), current_year) + "T" + time.substr(0, 2) + ":" +
         time.substr(2, 2) + ":" + time.substr(4, 2);
}

std::optional<std::string_view> Gs1Message::find(std::string_view ai) const {
  const auto at = std::ranges::find(elements, ai, &Element::ai);
  if (at == elements.end()) return std::nullopt;
  return at->value;
}

std::optional<Weight> Gs1Message::net_weight() const {
  if (const Element* element = find_family(*this, "310"))
    if (auto decimal = decimal_of(*element)) return Weight{*std::move(decimal), Weight::Unit::kilogram};
  if (const Element* element = find_family(*this, "320"))
    if (auto decimal = decimal_of(*element)) return Weight{*std::move(decimal), Weight::Unit::pound};
  return std::nullopt;
}

std::optional<std::string> Gs1Message::count() const {
  for (const std::string_view ai : {"30", "37"})
    if (const auto value = find(ai)) return with_decimals(*value, 0);
  return std::nullopt;
}

std::optional<Amount> Gs1Message::price() const { return amount_in(*this, "392", "393"); }
std::optional<Amount> Gs1Message::amount() const { return amount_in(*this, "390", "391"); }

std::optional<std::string> Gs1Message::expiry(int current_year) const {
  if (auto date = date_in(*this, "17", current_year)) return date;
  return date_in(*this, "7003", current_year);
}
std::optional<std::string> Gs1Message::best_before(int current_year) const {
  return date_in(*this, "15", current_year);
}
std::optional<std::string> Gs1Message::sell_by(int current_year) const { return date_in(*this, "16", current_year); }
}  // namespace holdfast::barcodes
