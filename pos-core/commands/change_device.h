#pragma once
#include "commands/context.h"
#include "devices/device.h"

namespace holdfast::commands {
/// What is not given stays as it is; a new device needs name and address. The caller has judged address and profile:
/// what they mean is the hardware's to know.
struct PutDevice {
  std::optional<Uuid> id;  ///< none: a new one
  devices::Kind kind = devices::Kind::receipt_printer;
  std::optional<std::string> name, address, profile;
  std::optional<devices::Settings> settings;  ///< of its kind
  std::optional<std::string> secret;
  std::optional<bool> active, traced;
  std::optional<std::vector<Uuid>> registers;
};
/// Takes device_admin. Emits DeviceChanged.
Result<devices::Device> put_device(db::Transaction& tx, const PutDevice& command, Context& context);
/// What still waits for it fails.
Result<> remove_device(db::Transaction& tx, const Uuid& id, Context& context);

/// How a device is, as whoever drives it sees it; words are keys (`paper_end`).
struct DeviceHealth {
  std::int64_t device_row = 0;
  std::string state, words, hint;
  std::string drawer = "unknown";  ///< `open`, `closed`: of a printer that has one
};
/// Tells it to those who follow the log. Nothing is stored besides: after a start everything is looked at anew.
void report_device_health(db::Transaction& tx, const DeviceHealth& health, Context& context);
}  // namespace holdfast::commands
