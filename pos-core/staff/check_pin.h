#pragma once
#include "staff/pin.h"
#include "staff/staff_rows.h"

namespace holdfast::staff {
/// What a reader's thread found out about a code and PIN. The command that follows counts it.
struct PinCheck {
  std::optional<std::int64_t> person;  ///< row; none: the code names nobody who works here
  std::string pin_hash;                ///< what it was checked against; a PIN changed since does not count
  bool right = false;
  bool skipped = false;  ///< person or terminal was locked: the PIN was not looked at
};
/// Takes as long for a code that names nobody.
PinCheck check_pin(db::Connection& connection, std::string_view code, std::string_view pin, std::int64_t terminal_row,
                   const Pepper& pepper, Instant now);
}  // namespace holdfast::staff
