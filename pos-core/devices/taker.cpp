#include "devices/taker.h"

#include "devices/claim.h"

namespace holdfast::devices {
namespace {
std::optional<Uuid> first_register(db::Connection& connection, std::int64_t device_row) {
  db::Statement& row = connection.prepare(
      "SELECT r.uuid FROM device_register d JOIN register r ON r.id = d.register_id WHERE d.device_id = ? ORDER BY "
      "r.id "
      "LIMIT 1");
  const auto found = row.all(device_row).step() ? std::optional{row.uuid(0)} : std::nullopt;
  row.reset();
  return found;
}
}  // namespace

std::optional<Taker> taker_of(db::Connection& connection, std::int64_t device_row, Instant now) {
  if (const auto claim = find_claim(connection, device_row, now))
    return Taker{claim->terminal, first_register(connection, device_row)};
  db::Statement& row = connection.prepare(
      "SELECT terminal, register FROM (SELECT t.uuid AS terminal, r.uuid AS register, t.register_id = r.id AS paired, "
      "s.created_us, (SELECT max(c.updated_us) FROM cart c WHERE c.status IN ('ACTIVE', 'SUSPENDED') AND c.register_id "
      "= "
      "r.id AND c.terminal_id = t.id) AS moved_us FROM device_register d JOIN register r ON r.id = d.register_id "
      "JOIN session s ON s.ended_us IS NULL AND s.expires_us > ?2 "
      "JOIN terminal t ON t.id = s.terminal_id AND t.revoked_us IS NULL WHERE d.device_id = ?1) "
      "WHERE paired = 1 OR moved_us IS NOT NULL ORDER BY max(coalesce(moved_us, 0), created_us) DESC LIMIT 1");
  std::optional<Taker> found;
  if (row.all(device_row, now).step()) found = Taker{row.uuid(0), row.uuid(1)};
  row.reset();
  return found;
}
}  // namespace holdfast::devices
