#include "commands/change_device.h"

#include "base/check.h"
#include "commands/print.h"
#include "devices/device_rows.h"
#include "devices/print_job_rows.h"

namespace holdfast::commands {
namespace {
std::string payload_of(const devices::Device& device, std::string_view change, const DeviceHealth* health) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("deviceId", device.id).member("kind", devices::name_of(device.kind));
  json.member("name", device.name).member("change", change).member("active", device.active);
  json.key("registers").begin_array();
  for (const Uuid& id : device.registers) json.value(id);
  json.end_array();
  if (health != nullptr) {
    json.member("state", health->state).member("words", health->words).key("hint");
    if (health->hint.empty())
      json.null();
    else
      json.value(health->hint);
    json.member("drawer", health->drawer);
  }
  json.end_object();
  return payload;
}

void fail_waiting(db::Transaction& tx, const devices::Device& device, Context& context) {
  for (const devices::PrintJob& job : devices::queued_jobs(tx.connection()))
    if (job.device_row == device.row)
      (void)record_print_outcome(tx, {job.row, devices::JobState::failed, "device_removed", {}}, context);
}
}  // namespace

Result<devices::Device> put_device(db::Transaction& tx, const PutDevice& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  devices::Device device;
  if (command.id) {
    device = TRY(devices::load(tx.connection(), *command.id));
  } else {
    device.id = context.ids.next(context.now);
    device.kind = command.kind;
    device.settings = devices::default_settings(command.kind);
    if (!command.name || !command.address)
      return refuse(ErrorCode::invalid_argument, "a device has a name and an address");
  }
  if (command.name) device.name = *command.name;
  if (command.address) device.address = *command.address;
  if (command.profile) device.profile = *command.profile;
  if (command.settings) {
    check(command.settings->index() == device.settings.index());
    device.settings = *command.settings;
  }
  if (command.secret) device.secret = *command.secret;
  if (command.active) device.active = *command.active;
  const bool was_traced = device.traced;
  if (command.traced) device.traced = *command.traced;
  if (command.registers) device.registers = *command.registers;
  TRY(devices::save(tx, device, context.now));
  const devices::Device saved = TRY(devices::load(tx.connection(), device.row));
  const std::string payload = payload_of(saved, command.id ? "changed" : "created", nullptr);
  context.emit(tx, "DeviceChanged", "device", saved.id, payload);
  audit(tx, context, command.id ? "device_changed" : "device_created", to_string(saved.id), payload, consent);
  if (saved.traced && !was_traced) audit(tx, context, "device_trace_on", to_string(saved.id), payload, consent);
  if (!saved.traced && was_traced) audit(tx, context, "device_trace_off", to_string(saved.id), payload, consent);
  return saved;
}

Result<> remove_device(db::Transaction& tx, const Uuid& id, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  devices::Device device = TRY(devices::load(tx.connection(), id));
  fail_waiting(tx, device, context);
  devices::remove(tx, device.row, context.now);
  device.active = false;
  device.registers.clear();
  const std::string payload = payload_of(device, "removed", nullptr);
  context.emit(tx, "DeviceChanged", "device", device.id, payload);
  audit(tx, context, "device_removed", to_string(device.id), payload, consent);
  return {};
}

void report_device_health(db::Transaction& tx, const DeviceHealth& health, Context& context) {
  const auto device = devices::load(tx.connection(), health.device_row);
  if (!device) return;  // removed meanwhile
  context.emit(tx, "DeviceChanged", "device", device->id, payload_of(*device, "health", &health));
}
}  // namespace holdfast::commands
