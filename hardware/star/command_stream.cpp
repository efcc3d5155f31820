#include "star/command_stream.h"

#include <algorithm>

#include "escpos/octets.h"

namespace holdfast::star {
namespace {
using escpos::octet;
using escpos::Unit;
using escpos::word_at;

/// What is known of a command by its first bytes: its size, that more of it has to come first, or that it is none.
struct Extent {
  std::size_t size = 0;
  bool known = true;
};
constexpr Extent more{};
constexpr Extent none{2, false};

Extent after_gs(std::string_view bytes) {
  if (bytes.size() < 3) return more;
  switch (bytes[2]) {
    case 't':
    case 'a':
      return {4};
    case 'A':
    case 'R':
      return {5};
    case '\x03':
      return {6};
    case 'S':
      if (bytes.size() < 8) return more;
      return {9 + word_at(bytes, 4) * word_at(bytes, 6)};
    case 'y':
      if (bytes.size() < 4) return more;
      if (bytes[3] == 'P') return {4};
      if (bytes[3] == 'S') return {6};
      if (bytes.size() < 8) return more;
      return {8 + word_at(bytes, 6)};
    default:
      return none;
  }
}

/// Up to and including a byte that ends it.
Extent up_to(std::string_view bytes, std::size_t from, char end) {
  const std::size_t at = bytes.find(end, from);
  return at == std::string_view::npos ? more : Extent{at + 1};
}

Extent after_escape(std::string_view bytes) {
  if (bytes.size() < 2) return more;
  switch (bytes[1]) {
    case '@':
    case 'E':
    case 'F':
    case '4':
    case '5':
    case '0':
      return {2};
    case 'R':
    case '-':
    case ' ':
    case 'a':
    case 'd':
    case 'z':
    case 'l':
    case 'Q':
    case 'W':
    case 'h':
    case '\x06':
    case '\x0c':
      return {3};
    case 'i':
    case '\x07':
    case '\x1e':
      return {4};
    case '#':
      return up_to(bytes, 2, '\0');
    case 'b':
      return up_to(bytes, 6, '\x1e');
    case 'k':
      if (bytes.size() < 4) return more;
      return {4 + word_at(bytes, 2) * 24};
    case '*':
      if (bytes.size() < 4) return more;
      if (bytes[2] != 'r') return none;
      return bytes[3] == 'A' || bytes[3] == 'B' || bytes[3] == 'C' ? Extent{4} : up_to(bytes, 4, '\0');
    case '\x1d':
      return after_gs(bytes);
    default:
      return none;
  }
}

Extent extent_of(std::string_view bytes, bool raster) {
  if (bytes[0] == '\x1b') return after_escape(bytes);
  if (!raster || bytes[0] != 'b') return {1};
  if (bytes.size() < 3) return more;
  return {3 + word_at(bytes, 1)};
}
}  // namespace

std::optional<Unit> CommandStream::next() {
  const std::string_view rest = std::string_view{bytes_}.substr(at_);
  if (rest.empty()) {
    bytes_.clear();
    at_ = 0;
    return std::nullopt;
  }
  Extent extent = extent_of(rest, raster_);
  if (extent.size > longest || (extent.size == 0 && rest.size() > longest)) extent = none;
  if (extent.size == 0 || extent.size > rest.size()) return std::nullopt;
  Unit unit{Unit::Kind::command, std::string{rest.substr(0, extent.size)}, extent.size};
  if (!extent.known) unit.kind = Unit::Kind::unknown;
  if (extent.size == 1) unit.kind = octet(rest, 0) < 0x20 ? Unit::Kind::control : Unit::Kind::text;
  if (unit.bytes == "\x1b*rA") raster_ = true;
  if (unit.bytes == "\x1b*rB" || unit.bytes == "\x1b@") raster_ = false;
  at_ += extent.size;
  return unit;
}
}  // namespace holdfast::star
