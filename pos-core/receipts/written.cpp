#include "receipts/written.h"

#include <array>

namespace holdfast::receipts {
namespace {
constexpr std::string_view no_break_space = "\u00a0";

struct Signs {
  std::string_view group, point;
};
Signs signs_of(const Locale& locale) {
  if (locale.native_digits) return {"\u066c", "\u066b"};
  if (locale.language == Language::fr) return {no_break_space, ","};
  return {",", "."};
}

/// Only signs that no other common currency shares in the places where ours are sold.
std::string_view sign_of(std::string_view code) {
  struct Sign {
    std::string_view code, sign;
  };
  static constexpr std::array<Sign, 5> signs{{{"EUR", "€"}, {"GBP", "£"}, {"USD", "$"}, {"JPY", "¥"}, {"INR", "₹"}}};
  for (const Sign& sign : signs)
    if (sign.code == code) return sign.sign;
  return {};
}
}  // namespace

std::string write_digits(std::string_view text, const Locale& locale) {
  if (!locale.native_digits) return std::string{text};
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      out += '\xd9';  // U+0660 and on
      out += static_cast<char>(0xa0 + (c - '0'));
    } else {
      out += c;
    }
  }
  return out;
}

std::string write_decimal(std::string_view plain, const Locale& locale) {
  const Signs signs = signs_of(locale);
  std::string out;
  if (plain.starts_with('-')) {
    out += '-';
    plain.remove_prefix(1);
  }
  const std::size_t point = plain.find('.');
  const std::string_view whole = plain.substr(0, point);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i != 0 && (whole.size() - i) % 3 == 0) out += signs.group;
    out += whole[i];
  }
  if (point != std::string_view::npos) {
    out += signs.point;
    out += plain.substr(point + 1);
  }
  return write_digits(out, locale);
}

std::string write_amount(Money amount, const Locale& locale) { return write_decimal(to_decimal(amount), locale); }

std::string write_price(Money amount, const Locale& locale) {
  const Currency currency = amount.currency();
  const std::string_view code = currency.code();
  const std::string_view sign = sign_of(code);
  std::string figure = write_amount(amount, locale);
  if (locale.language != Language::en) return figure.append(no_break_space).append(sign.empty() ? code : sign);
  std::string out;
  if (figure.starts_with('-')) {
    out = '-';
    figure.erase(0, 1);
  }
  if (sign.empty()) return out.append(code).append(no_break_space).append(figure);
  return out.append(sign).append(figure);
}

std::string write_quantity(Quantity quantity, const Locale& locale) {
  return write_decimal(to_string(quantity), locale);
}

std::string write_time(Instant at, int offset_minutes, const Locale& locale) {
  static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string iso = to_rfc3339(at, offset_minutes);  // 2026-11-21T11:00…
  const std::string_view text{iso};
  const std::string_view year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2),
                         minute = text.substr(11, 5);
  std::string out;
  if (locale.language == Language::en) {
    const auto number = static_cast<std::size_t>((month[0] - '0') * 10 + (month[1] - '0'));
    out.append(day.starts_with('0') ? day.substr(1) : day)
        .append(no_break_space)
        .append(months[number - 1])
        .append(no_break_space)
        .append(year);
  } else {
    out.append(day).append("/").append(month).append("/").append(year);
  }
  return write_digits(out.append(no_break_space).append(minute), locale);
}
}  // namespace holdfast::receipts
