#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace holdfast::escpos {
/// Bytes travel as std::string here, as in the rest of the project; these read and write them as numbers.
constexpr unsigned octet(char byte) { return static_cast<unsigned char>(byte); }
constexpr unsigned octet(std::string_view bytes, std::size_t at) { return octet(bytes[at]); }
constexpr std::size_t word_at(std::string_view bytes, std::size_t at) {
  return octet(bytes, at) | static_cast<std::size_t>(octet(bytes, at + 1)) << 8;
}
constexpr std::size_t long_at(std::string_view bytes, std::size_t at) {
  return word_at(bytes, at) | word_at(bytes, at + 2) << 16;
}
constexpr char byte_of(unsigned value) { return static_cast<char>(value & 0xff); }
/// Two bytes, the low one first.
inline void append_word(std::string& out, std::size_t value) {
  out += byte_of(static_cast<unsigned>(value & 0xff));
  out += byte_of(static_cast<unsigned>(value >> 8 & 0xff));
}
}  // namespace holdfast::escpos
