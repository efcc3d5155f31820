#include "base/id.h"

namespace holdfast {
namespace {
constexpr char hex_digits[] = "0123456789abcdef";
int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
constexpr bool hyphen_at(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }
}  // namespace

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid id;
  std::size_t byte = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (hyphen_at(i)) {
      if (text[i] != '-') return std::nullopt;
      ++i;
      continue;
    }
    const int high = nibble(text[i]);
    const int low = nibble(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    id.bytes[byte++] = static_cast<std::uint8_t>(high << 4 | low);
    i += 2;
  }
  return id;
}

void append_uuid(std::string& out, const Uuid& id) {
  const std::size_t start = out.size();
  out.resize(start + 36);
  char* at = out.data() + start;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *at++ = '-';
    *at++ = hex_digits[id.bytes[i] >> 4];
    *at++ = hex_digits[id.bytes[i] & 15];
  }
}

std::string to_string(const Uuid& id) {
  std::string out;
  append_uuid(out, id);
  return out;
}

Uuid IdSource::next(Instant now) {
  const auto ms = static_cast<std::uint64_t>(now.unix_us() < 0 ? 0 : now.unix_us() / 1000);
  if (ms > last_ms_) {
    last_ms_ = ms;
    counter_ = static_cast<std::uint32_t>(random_() & 0x7ff);  // half the range, so that there is room to count up
  } else if (++counter_ > 0xfff) {
    ++last_ms_;  // ran out within one millisecond: borrow from the next
    counter_ = 0;
  }
  const std::uint64_t tail = random_();
  Uuid id;
  for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(last_ms_ >> (40 - 8 * i));
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (counter_ >> 8));
  id.bytes[7] = static_cast<std::uint8_t>(counter_);
  for (std::size_t i = 0; i < 8; ++i) id.bytes[8 + i] = static_cast<std::uint8_t>(tail >> (56 - 8 * i));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

Uuid IdSource::next_whole(Instant now) { return whole_of(next(now)); }

Uuid part_id(const Uuid& whole, std::uint16_t part) {
  Uuid id = whole;
  id.bytes[14] = static_cast<std::uint8_t>(part >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(part);
  return id;
}
Uuid whole_of(const Uuid& part) { return part_id(part, 0); }
std::uint16_t part_of(const Uuid& part) {
  return static_cast<std::uint16_t>(part.bytes[14] << 8 | part.bytes[15]);
}
}  // namespace holdfast
