#pragma once
#include <cstdint>
#include <string>
#include <string_view>

/// What passes between the hub and its helper. Asked: length and text of the program, length and text of the input.
/// Answered: one byte, length, text. Lengths are of four bytes, most significant first.
namespace holdfast::frame {
constexpr char fine = 0;    ///< the text is JSON
constexpr char failed = 1;  ///< the text says why
constexpr std::size_t most_in = std::size_t{8} << 20;
constexpr std::size_t most_out = std::size_t{4} << 20;

inline std::string number(std::size_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
  return out;
}
inline std::size_t number_at(std::string_view bytes) {
  std::size_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)]);
  return value;
}
}  // namespace holdfast::frame
