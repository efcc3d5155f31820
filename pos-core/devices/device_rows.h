#pragma once
#include <vector>

#include "base/result.h"
#include "db/transaction.h"
#include "devices/device.h"

namespace holdfast::devices {
/// Those that were not removed, in the order they came.
std::vector<Device> list(db::Connection& connection);
/// not_found when there is none, or it was removed.
Result<Device> load(db::Connection& connection, const Uuid& id);
Result<Device> load(db::Connection& connection, std::int64_t row);
/// Inserts when it has no row yet. `registers` are those of the device from now on; each has to exist.
Result<> save(db::Transaction& tx, Device& device, Instant now);
void remove(db::Transaction& tx, std::int64_t row, Instant now);

/// A register that a printer serves, and since when.
struct Served {
  std::int64_t device_row = 0;
  std::int64_t register_row = 0;
  Instant since;
  bool prints_receipts = true;
};
/// The active printer of a register: the first that was set up for it and does not print tickets alone.
std::optional<Served> printer_of(db::Connection& connection, std::int64_t register_row);
/// The register's active drawer on a port of its own; such a one is opened instead of the one behind the printer.
std::optional<Served> drawer_of(db::Connection& connection, std::int64_t register_row);
/// Seals by the newest field key (vault/) the secrets that are in clear or under an older one; how many.
int seal_secrets(db::Transaction& tx);
}  // namespace holdfast::devices
