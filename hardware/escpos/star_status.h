#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "escpos/printer_status.h"

namespace holdfast::escpos {
/// Status blocks of Star printers (hardware reference 2). They are here because a printer whose language nobody knows
/// is asked in both, and its answers come down one line.
constexpr bool begins_star_status(unsigned byte) { return (byte & 0x91) == 0x01; }
/// Length of the block by its first two bytes; 0 when it cannot be one.
std::size_t star_status_size(unsigned first, unsigned second);

struct StarStatus {
  PrinterStatus status;
  bool star_prnt = false;  ///< else line mode
  /// Counts from 0 to 31 what has been printed up to an ETB; in the eighth byte, where the block has one.
  std::optional<int> etb_counter;
  friend bool operator==(const StarStatus&, const StarStatus&) = default;
};
/// Empty when the block contradicts itself.
std::optional<StarStatus> decode_star_status(std::string_view block);
}  // namespace holdfast::escpos
