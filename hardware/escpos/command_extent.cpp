#include "escpos/command_extent.h"

#include <algorithm>

#include "escpos/octets.h"

namespace holdfast::escpos {
namespace {
// Longest that a list ended by a zero is followed: 32 tab stops, and the 255 letters of a bar code with some air.
constexpr std::size_t longest_tab_list = 35;
constexpr std::size_t longest_code_text = 300;
constexpr std::size_t longest_counter = 64;

constexpr Extent exactly(std::size_t size) { return {size, true}; }
constexpr Extent ask_again(std::size_t size) { return {size, false}; }
constexpr Extent not_listed() { return {2, true, false}; }

bool any_of(unsigned value, std::string_view bytes) { return bytes.find(byte_of(value)) != std::string_view::npos; }

/// Up to and including the first `end` at or behind `from`; not a command when there is none within `longest`.
Extent up_to(std::string_view head, std::size_t from, char end, std::size_t longest, int times = 1) {
  for (std::size_t at = from; at < std::min(head.size(), longest); ++at)
    if (head[at] == end && --times == 0) return exactly(at + 1);
  return head.size() >= longest ? not_listed() : ask_again(head.size() + 1);
}

/// 28 x pL pH, then p bytes.
Extent with_own_length(std::string_view head) { return head.size() < 5 ? ask_again(5) : exactly(5 + word_at(head, 3)); }

/// A header of `size` bytes that ends in two words, then their product in bytes times `factor`.
Extent rectangle(std::string_view head, std::size_t size, std::size_t factor = 1) {
  if (head.size() < size) return ask_again(size);
  return exactly(size + word_at(head, size - 4) * word_at(head, size - 2) * factor);
}

/// 1B 2A m nL nH: columns of 8 dots, or of 24.
Extent column_image(std::string_view head) {
  if (head.size() < 5) return ask_again(5);
  const unsigned mode = octet(head, 2);
  if (mode > 1 && mode != 0x20 && mode != 0x21) return exactly(5);
  return exactly(5 + word_at(head, 3) * (mode > 1 ? 3 : 1));
}

/// 1B 26 y c1 c2, then a width and its columns for each letter.
Extent own_letters(std::string_view head) {
  if (head.size() < 5) return ask_again(5);
  const std::size_t height = octet(head, 2);
  std::size_t at = 5;
  for (unsigned letter = octet(head, 3); letter <= octet(head, 4); ++letter) {
    if (at >= head.size()) return ask_again(at + 1);
    at += 1 + octet(head, at) * height;
  }
  return exactly(at);
}

Extent tab_stops(std::string_view head) { return up_to(head, 2, '\0', longest_tab_list); }

Extent escape(std::string_view head, Listener listener) {
  const unsigned code = octet(head, 1);
  switch (code) {
    case 0x26:
      return own_letters(head);
    case 0x28:
      return with_own_length(head);
    case 0x2a:
      return column_image(head);
    case 0x44:
      return tab_stops(head);
    case 0x57: {
      if (listener == Listener::printer) return exactly(10);
      if (head.size() < 4) return ask_again(4);
      return exactly(octet(head, 3) == 1 || octet(head, 3) == 0x31 ? 8 : 4);
    }
    case 0x70:
      return exactly(5);
    default:
      break;
  }
  if (any_of(code,
             "\x20\x21\x25\x2d\x33\x3d\x3f\x43\x45\x46\x47\x4a\x4b\x4d\x52\x54\x55\x56\x61\x64\x65\x72\x74\x75\x7b"))
    return exactly(3);
  if (any_of(code, "\x24\x5c\x63\x66")) return exactly(4);
  return {2, true, any_of(code, "\x32\x3c\x40\x4c\x53\x69\x6d\x71\x76\x0c")};
}

/// 1C 71 n, then n images of x times y times 8 bytes.
Extent stored_images(std::string_view head) {
  if (head.size() < 3) return ask_again(3);
  std::size_t at = 3;
  for (unsigned left = octet(head, 2); left > 0; --left) {
    if (head.size() < at + 4) return ask_again(at + 4);
    at += 4 + word_at(head, at) * word_at(head, at + 2) * 8;
  }
  return exactly(at);
}

Extent user_memory(std::string_view head) {
  if (head.size() < 3) return ask_again(3);
  if (octet(head, 2) == 0x32) return exactly(10);
  if (octet(head, 2) != 0x31) return not_listed();
  return head.size() < 10 ? ask_again(10) : exactly(10 + word_at(head, 8));
}

Extent file_separator(std::string_view head) {
  const unsigned code = octet(head, 1);
  switch (code) {
    case 0x28:
      return with_own_length(head);
    case 0x32:
      return exactly(2 + 2 + 72);
    case 0x61:
      return head.size() < 3 ? ask_again(3) : exactly(octet(head, 2) == 0x30 ? 4 : 3);
    case 0x67:
      return user_memory(head);
    case 0x71:
      return stored_images(head);
    default:
      break;
  }
  if (any_of(code, "\x21\x2d\x43\x57")) return exactly(3);
  if (any_of(code, "\x3f\x53\x70")) return exactly(4);
  return {2, true, any_of(code, "\x26\x2e\x4c\x62\x63")};
}

/// 1D 6B m: form A ends with a zero, form B begins with its length.
Extent bar_code(std::string_view head) {
  if (head.size() < 3) return ask_again(3);
  const unsigned kind = octet(head, 2);
  if (kind <= 6) return up_to(head, 3, '\0', longest_code_text);
  if (kind < 0x41) return not_listed();
  return head.size() < 4 ? ask_again(4) : exactly(4 + octet(head, 3));
}

Extent counter(std::string_view head) {
  if (head.size() < 3) return ask_again(3);
  switch (octet(head, 2)) {
    case 0x30:
    case 0x32:
      return exactly(5);
    case 0x31:
      return exactly(9);
    case 0x3b:
      return up_to(head, 3, ';', longest_counter, 5);
    default:
      return not_listed();
  }
}

/// 1D 44 m 43|53 …: nine bytes, then a BMP file that says its size.
Extent bitmap_file(std::string_view head) {
  if (head.size() < 4) return ask_again(4);
  if (octet(head, 3) != 0x43 && octet(head, 3) != 0x53) return not_listed();
  return head.size() < 15 ? ask_again(15) : exactly(9 + std::max<std::size_t>(long_at(head, 11), 6));
}

Extent cut(std::string_view head) {
  if (head.size() < 3) return ask_again(3);
  return exactly(any_of(octet(head, 2), std::string_view{"\x00\x01\x30\x31", 4}) ? 3 : 4);
}

/// A third byte that has to be `mark` before the rectangle of a raster.
Extent raster(std::string_view head) {
  if (head.size() < 3) return ask_again(3);
  return octet(head, 2) == 0x30 ? rectangle(head, 8) : not_listed();
}

Extent group_separator(std::string_view head) {
  const unsigned code = octet(head, 1);
  switch (code) {
    case 0x28:
      return with_own_length(head);
    case 0x2a:
      return head.size() < 4 ? ask_again(4) : exactly(4 + octet(head, 2) * std::size_t{octet(head, 3)} * 8);
    case 0x38: {
      if (head.size() < 3) return ask_again(3);
      if (octet(head, 2) != 0x4c) return not_listed();
      return head.size() < 7 ? ask_again(7) : exactly(7 + long_at(head, 3));
    }
    case 0x43:
      return counter(head);
    case 0x44:
      return bitmap_file(head);
    case 0x51:
    case 0x76:
      return raster(head);
    case 0x56:
      return cut(head);
    case 0x5e:
      return exactly(5);
    case 0x67:
      return exactly(6);
    case 0x6b:
      return bar_code(head);
    default:
      break;
  }
  if (any_of(code, "\x0d\x21\x2f\x42\x45\x46\x48\x49\x54\x61\x62\x66\x68\x6a\x72\x77")) return exactly(3);
  if (any_of(code, "\x24\x4c\x50\x57\x5c\x65\x7a")) return exactly(4);
  return {2, true, any_of(code, "\x05\x3a\x3c\x63")};
}

Extent display_command(std::string_view head) {
  const unsigned code = octet(head, 1);
  if (code == 0x28) return with_own_length(head);
  if (any_of(code, "\x2c\x2e\x3b\x43\x45\x58\x72\x76")) return exactly(3);
  if (any_of(code, "\x23\x24\x54\x5e")) return exactly(4);
  return exactly(2);
}

/// Real-time commands. Another byte behind the DLE leaves it alone.
Extent real_time(std::string_view head) {
  const unsigned code = octet(head, 1);
  if (code == 0x05) return exactly(3);
  if (code != 0x04 && code != 0x14) return exactly(1);
  if (head.size() < 3) return ask_again(3);
  const unsigned function = octet(head, 2);
  if (code == 0x04) return exactly(function == 7 || function == 8 || function == 0x12 ? 4 : 3);
  switch (function) {
    case 1:
    case 2:
      return exactly(5);
    case 3:
      return exactly(8);
    case 7:
      return exactly(4);
    case 8:
      return exactly(10);
    default:
      return exactly(3);
  }
}
}  // namespace

Extent command_extent(std::string_view head, Listener listener) {
  const unsigned first = head.empty() ? 0 : octet(head, 0);
  const bool display = listener == Listener::display;
  if (first != 0x10 && first != 0x1b && first != 0x1c && first != 0x1d && !(first == 0x1f && display))
    return exactly(1);
  if (head.size() < 2) return ask_again(2);
  switch (first) {
    case 0x10:
      return real_time(head);
    case 0x1b:
      return escape(head, listener);
    case 0x1c:
      return file_separator(head);
    case 0x1d:
      return group_separator(head);
    default:
      return display_command(head);
  }
}
}  // namespace holdfast::escpos
