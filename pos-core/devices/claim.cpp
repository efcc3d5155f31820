#include "devices/claim.h"

namespace holdfast::devices {
namespace {
#define HF_CLAIM_COLUMNS                                                                                  \
  "SELECT c.device_id, c.terminal_id, t.uuid, t.name, c.staff_id, s.code, c.since_us, c.expires_us FROM " \
  "device_claim c JOIN terminal t ON t.id = c.terminal_id JOIN staff s ON s.id = c.staff_id "

Claim read_claim(db::Statement& row) {
  return {row.integer(0), row.integer(1), row.uuid(2),    row.string(3),
          row.integer(4), row.string(5),  row.instant(6), row.instant(7)};
}
std::vector<Claim> read_claims(db::Statement& rows) {
  std::vector<Claim> found;
  while (rows.step()) found.push_back(read_claim(rows));
  return found;
}
}  // namespace

std::optional<Claim> find_claim(db::Connection& connection, std::int64_t device_row, Instant now) {
  db::Statement& row = connection.prepare(HF_CLAIM_COLUMNS "WHERE c.device_id = ? AND c.expires_us > ?");
  std::optional<Claim> found;
  if (row.all(device_row, now).step()) found = read_claim(row);
  row.reset();
  return found;
}

void save(db::Transaction& tx, const Claim& claim) {
  tx.prepare(
        "INSERT OR REPLACE INTO device_claim(device_id, terminal_id, staff_id, since_us, expires_us) VALUES (?, ?, ?, "
        "?, ?)")
      .exec(claim.device_row, claim.terminal_row, claim.staff_row, claim.since, claim.expires);
}
void remove_claim(db::Transaction& tx, std::int64_t device_row) {
  tx.prepare("DELETE FROM device_claim WHERE device_id = ?").exec(device_row);
}

std::vector<Claim> claims_of_terminal(db::Connection& connection, std::int64_t terminal_row) {
  db::Statement& rows = connection.prepare(HF_CLAIM_COLUMNS "WHERE c.terminal_id = ?");
  rows.all(terminal_row);
  return read_claims(rows);
}
std::vector<Claim> expired_claims(db::Connection& connection, Instant now) {
  db::Statement& rows = connection.prepare(HF_CLAIM_COLUMNS "WHERE c.expires_us <= ?");
  rows.all(now);
  return read_claims(rows);
}
}  // namespace holdfast::devices
