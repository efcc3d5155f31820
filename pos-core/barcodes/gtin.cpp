#include "barcodes/gtin.h"

#include <cstddef>

#include "barcodes/check_digit.h"

namespace holdfast::barcodes {
namespace {
bool is_gtin_length(std::size_t length) { return length == 8 || (length >= 12 && length <= 14); }
bool is_gtin(std::string_view digits) { return is_gtin_length(digits.size()) && has_check_digit(digits); }

std::string padded(std::string_view digits, std::size_t length) {
  std::string out(length - digits.size(), '0');
  return out.append(digits);
}

/// `body` is number system and six digits; the answer has 11 digits, without check digit.
std::string expand_body(std::string_view body) {
  const char last = body[6];
  std::string out{body.substr(0, 3)};  // number system, d1, d2
  if (last <= '2') return out.append(1, last).append("0000").append(body.substr(3, 3));
  if (last == '3') return out.append(body.substr(3, 1)).append("00000").append(body.substr(4, 2));
  if (last == '4') return out.append(body.substr(3, 2)).append("00000").append(body.substr(5, 1));
  return out.append(body.substr(3, 3)).append("0000").append(1, last);
}

/// The six digits for a manufacturer of five and an item of five digits; empty when there is no short form. The order
/// of the cases makes the form unique.
std::string compress_body(std::string_view maker, std::string_view item) {
  const auto short_form = [](auto... parts) { return (std::string{} + ... + std::string{parts}); };
  if (maker.substr(3) == "00" && maker[2] <= '2' && item.substr(0, 2) == "00")
    return short_form(maker.substr(0, 2), item.substr(2), maker.substr(2, 1));
  if (maker.substr(3) == "00" && item.substr(0, 3) == "000") return short_form(maker.substr(0, 3), item.substr(3), "3");
  if (maker[4] == '0' && item.substr(0, 4) == "0000") return short_form(maker.substr(0, 4), item.substr(4), "4");
  if (item.substr(0, 4) == "0000" && item[4] >= '5') return short_form(maker, item.substr(4));
  return {};
}
}  // namespace

std::optional<std::string> canonical_gtin(std::string_view digits) {
  if (!is_gtin(digits)) return std::nullopt;
  return padded(digits, 14);
}

int gtin_format(std::string_view digits) {
  if (!is_gtin(digits)) return 0;
  const std::size_t zeros = digits.find_first_not_of('0');
  const std::size_t significant = zeros == std::string_view::npos ? 0 : digits.size() - zeros;
  if (significant <= 8) return 8;
  return significant <= 12 ? 12 : static_cast<int>(significant);
}

std::optional<std::string> resize_gtin(std::string_view digits, int length) {
  const int format = gtin_format(digits);
  if (format == 0 || length < format || length < 0 || !is_gtin_length(static_cast<std::size_t>(length)))
    return std::nullopt;
  const auto wanted = static_cast<std::size_t>(length);
  if (digits.size() > wanted) return std::string{digits.substr(digits.size() - wanted)};
  return padded(digits, wanted);
}

std::optional<std::string> expand_upc_e(std::string_view digits) {
  if (!all_digits(digits)) return std::nullopt;
  if (digits.size() == 12) return has_check_digit(digits) ? std::optional{std::string{digits}} : std::nullopt;
  std::string body{digits};
  if (body.size() == 6) body.insert(0, 1, '0');
  if ((body.size() != 7 && body.size() != 8) || body[0] > '1') return std::nullopt;
  std::string out = expand_body(body);
  out.push_back(check_digit(out));
  if (body.size() == 8 && out.back() != body.back()) return std::nullopt;
  return out;
}

std::optional<std::string> compress_upc_a(std::string_view digits) {
  const auto upc_a = resize_gtin(digits, 12);
  if (!upc_a || digits.size() < 12 || (*upc_a)[0] > '1') return std::nullopt;
  const std::string_view text = *upc_a;
  const std::string body = compress_body(text.substr(1, 5), text.substr(6, 5));
  if (body.empty()) return std::nullopt;
  return std::string{text.substr(0, 1)} + body + text.back();
}

EightDigits read_eight_digits(std::string_view digits) {
  EightDigits out;
  if (digits.size() != 8) return out;
  out.ean8 = canonical_gtin(digits);
  if (const auto upc_a = expand_upc_e(digits)) out.upc_e = padded(*upc_a, 14);
  return out;
}

std::optional<PrefixClass> prefix_class(std::string_view digits) {
  const int format = gtin_format(digits);
  if (format == 0) return std::nullopt;
  if (format == 8) {
    const char first = digits[digits.size() - 8];
    return first == '0' || first == '2' ? PrefixClass::own_company : PrefixClass::company;
  }
  const std::string gtin = padded(digits, 14);  // a packaging level 1 to 9 stands before the prefix of its content
  const int prefix = (gtin[1] - '0') * 100 + (gtin[2] - '0') * 10 + (gtin[3] - '0');
  if ((prefix >= 20 && prefix <= 29) || (prefix >= 200 && prefix <= 299)) return PrefixClass::regional;
  if (prefix >= 40 && prefix <= 49) return PrefixClass::own_company;
  if ((prefix >= 50 && prefix <= 59) || (prefix >= 981 && prefix <= 984) || prefix >= 990) return PrefixClass::coupon;
  if (prefix == 951) return PrefixClass::general_manager;
  if (prefix == 952) return PrefixClass::demonstration;
  if (prefix == 977) return PrefixClass::serial;
  if (prefix == 978 || prefix == 979) return PrefixClass::book;
  if (prefix == 980) return PrefixClass::refund_receipt;
  return PrefixClass::company;
}

bool is_sscc(std::string_view digits) { return digits.size() == 18 && has_check_digit(digits); }
}  // namespace holdfast::barcodes
