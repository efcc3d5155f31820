#include "rollout/canonical_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace holdfast::rollout {
namespace {
/// What differs between the two ways; false when the value cannot be written.
struct Way {
  bool (*number)(std::string& out, const std::string& text);
  void (*string)(std::string& out, std::string_view text);
  bool (*before)(const Json::Member* a, const Json::Member* b);
};

bool write(std::string& out, const Json& value, const Way& way);

bool write_members(std::string& out, const Json& object, const Way& way) {
  std::vector<const Json::Member*> members;
  for (const Json::Member& member : object.members()) members.push_back(&member);
  std::sort(members.begin(), members.end(), way.before);
  out += '{';
  for (const Json::Member* member : members) {
    if (member != members.front()) out += ',';
    way.string(out, member->first);
    out += ':';
    if (!write(out, member->second, way)) return false;
  }
  out += '}';
  return true;
}

bool write_items(std::string& out, const Json& array, const Way& way) {
  out += '[';
  for (const Json& item : array.items()) {
    if (&item != array.items().data()) out += ',';
    if (!write(out, item, way)) return false;
  }
  out += ']';
  return true;
}

bool write(std::string& out, const Json& value, const Way& way) {
  switch (value.kind()) {
    case Json::Kind::null:
      out += "null";
      return true;
    case Json::Kind::boolean:
      out += value.truth() ? "true" : "false";
      return true;
    case Json::Kind::number:
      return way.number(out, value.text());
    case Json::Kind::string:
      way.string(out, value.text());
      return true;
    case Json::Kind::array:
      return write_items(out, value, way);
    case Json::Kind::object:
      return write_members(out, value, way);
  }
  return false;
}

bool whole_number(std::string& out, const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return false;
  out += std::to_string(number);
  return true;
}

void hardly_escaped(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

bool ecma_number(std::string& out, const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  // Too small for a double is written as nothing, as ECMAScript does; strict parsing has refused too large ones.
  if (error != std::errc{} && !(error == std::errc::result_out_of_range && value == 0)) return false;
  const auto written = canonical_number(value);
  if (written) out += *written;
  return end == text.data() + text.size() && written;
}

void ecma_string(std::string& out, std::string_view text) {
  constexpr std::string_view controls = "\b\t\n\f\r\"\\", letters = "btnfr\"\\", digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (const std::size_t known = controls.find(c); known != std::string_view::npos) {
      out += '\\';
      out += letters[known];
    } else if (byte < 0x20) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

/// UTF-16 order is that of the bytes of UTF-8, but for characters beyond the first plane, whose surrogates (D800…) come
/// before the units from E000 on. In UTF-8 those begin with F0 and above, these with EE or EF.
bool by_utf16(const Json::Member* a, const Json::Member* b) {
  const std::string_view left = a->first, right = b->first;
  const auto [x, y] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (x == left.end() || y == right.end()) return x == left.end() && y != right.end();
  const auto one = static_cast<unsigned char>(*x), two = static_cast<unsigned char>(*y);
  const bool one_beyond = one >= 0xf0, two_beyond = two >= 0xf0, one_late = one == 0xee || one == 0xef,
             two_late = two == 0xee || two == 0xef;
  if (one_beyond && two_late) return true;
  if (two_beyond && one_late) return false;
  return one < two;
}

bool by_code_point(const Json::Member* a, const Json::Member* b) { return a->first < b->first; }

std::optional<std::string> written(const Json& document, const Way& way) {
  std::string out;
  return write(out, document, way) ? std::optional{std::move(out)} : std::nullopt;
}
}  // namespace

std::optional<std::string> canonical_metadata(const Json& document) {
  return written(document, {whole_number, hardly_escaped, by_code_point});
}
std::optional<std::string> canonical_json(const Json& document) {
  return written(document, {ecma_number, ecma_string, by_utf16});
}

/// ECMA-262 Number::toString: the shortest digits that read back, laid out by the size of the number.
std::optional<std::string> canonical_number(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  if (value == 0) return "0";
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof text, std::fabs(value), std::chars_format::scientific);
  const std::string_view shortest{text, static_cast<std::size_t>(end - text)};
  const std::size_t mark = shortest.find('e');
  std::string digits{shortest.substr(0, 1)};
  if (mark > 2) digits += shortest.substr(2, mark - 2);
  const int exponent = std::stoi(std::string{shortest.substr(mark + 1)});  // of the first digit
  const int count = static_cast<int>(digits.size()), point = exponent + 1;
  std::string out = value < 0 ? "-" : "";
  if (point >= count && point <= 21) return out + digits + std::string(static_cast<std::size_t>(point - count), '0');
  if (point > 0 && point <= 21)
    return out + digits.substr(0, static_cast<std::size_t>(point)) + "." +
           digits.substr(static_cast<std::size_t>(point));
  if (point > -6 && point <= 0) return out + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  out += digits.substr(0, 1);
  if (count > 1) out += "." + digits.substr(1);
  return out + "e" + (exponent < 0 ? "-" : "+") + std::to_string(exponent < 0 ? -exponent : exponent);
}
}  // namespace holdfast::rollout
