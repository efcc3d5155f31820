#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "db/transaction.h"

namespace holdfast::devices {
/// A terminal works with a device that several share, until it lets go or the time is up.
struct Claim {
  std::int64_t device_row = 0;
  std::int64_t terminal_row = 0;
  Uuid terminal;
  std::string terminal_name;
  std::int64_t staff_row = 0;
  std::string staff_code;
  Instant since, expires;
};
/// The one in force; what has run out is none.
std::optional<Claim> find_claim(db::Connection& connection, std::int64_t device_row, Instant now);
/// In place of whatever was there.
void save(db::Transaction& tx, const Claim& claim);
void remove_claim(db::Transaction& tx, std::int64_t device_row);
std::vector<Claim> claims_of_terminal(db::Connection& connection, std::int64_t terminal_row);
/// Those that have run out and are still there.
std::vector<Claim> expired_claims(db::Connection& connection, Instant now);
}  // namespace holdfast::devices
