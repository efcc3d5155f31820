#include "barcodes/check_digit.h"
#include "barcodes/digital_link.h"

namespace holdfast::barcodes {
namespace {
int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// RFC 3986, 2.3: the characters that never need an escape.
bool is_unreserved(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' ||
         c == '~';
}
}  // namespace

std::string escape_uri(std::string_view text, UriPart part) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c))
      out.push_back(c);
    else if (c == ' ' && part == UriPart::query)
      out.push_back('+');
    else
      out.append(1, '%').append(1, hex[byte >> 4]).append(1, hex[byte & 15]);
  }
  return out;
}

std::string unescape_uri(std::string_view text, UriPart part) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_value(text[i + 2]);
    if (low >= 0) {
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(text[i] == '+' && part == UriPart::query ? ' ' : text[i]);
    }
  }
  return out;
}
}  // namespace holdfast::barcodes
