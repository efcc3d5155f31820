#pragma once
#include <cstddef>
#include <string_view>

namespace holdfast::escpos {
/// Who reads the bytes: some commands are longer or shorter on a customer display (hardware reference 1.3).
enum class Listener { printer, display };

/// How far the command at the start of some bytes reaches.
struct Extent {
  std::size_t size = 0;  ///< bytes of the command; while `known` is false, how many have to be there to ask again
  bool known = false;
  bool listed = true;  ///< false: no rule knows it, the two bytes are skipped and counted
  friend bool operator==(const Extent&, const Extent&) = default;
};

/// `head` begins with a byte below 20h; it may hold more or less than the command. Nothing beyond `head` is read.
Extent command_extent(std::string_view head, Listener listener);
}  // namespace holdfast::escpos
