#include "staff/check_pin.h"

namespace holdfast::staff {
PinCheck check_pin(db::Connection& connection, std::string_view code, std::string_view pin, std::int64_t terminal_row,
                   const Pepper& pepper, Instant now) {
  PinCheck result;
  const auto person = find_person(connection, code);
  if (person && person->active) {
    result.person = person->row;
    result.pin_hash = person->pin_hash;
  }
  // While locked nothing is tried, so a flood of guesses costs no hashing either.
  result.skipped =
      tries_of_terminal(connection, terminal_row).locked(now) || (result.person && person->tries.locked(now));
  if (result.skipped) return result;
  if (result.person)
    result.right = verify_pin(result.pin_hash, pin, pepper);
  else
    verify_nobody(pin, pepper);
  return result;
}
}  // namespace holdfast::staff
