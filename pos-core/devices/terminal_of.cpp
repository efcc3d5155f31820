#include "devices/terminal_of.h"

namespace holdfast::devices {
std::optional<std::int64_t> terminal_of(db::Connection& connection, std::int64_t register_row) {
  db::Statement& row = connection.prepare(
      "SELECT d.id FROM device_register r JOIN device d ON d.id = r.device_id WHERE r.register_id = ? AND d.kind = "
      "'card_terminal' AND d.active = 1 AND d.removed_us IS NULL ORDER BY d.id LIMIT 1");
  const auto found = row.all(register_row).step() ? std::optional{row.integer(0)} : std::nullopt;
  row.reset();
  return found;
}
}  // namespace holdfast::devices
