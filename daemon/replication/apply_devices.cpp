#include <algorithm>
#include <array>

#include "base/digest.h"
#include "commands/change_device.h"
#include "devices/device_rows.h"
#include "replication/apply_masters.h"

namespace holdfast::replication {
namespace {
constexpr std::array<std::string_view, 9> schemes{"tcp", "serial", "usb", "hid", "http", "https", "wss", "ws", "none"};

/// The same key is the same device, whatever happened to the row meanwhile.
Uuid device_id(const std::string& key) {
  const Sha256 digest = sha256("holdfast device " + key);
  Uuid id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | 0x80U);  // version 8 (RFC 9562): of our own making
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
  return id;
}
std::optional<Uuid> register_of(db::Transaction& tx, std::int64_t number) {
  db::Statement& row = tx.prepare("SELECT uuid FROM register WHERE number = ?");
  std::optional<Uuid> id;
  if (row.all(number).step()) id = row.uuid(0);
  row.reset();
  return id;
}
}  // namespace

/// What a device is reached by is judged by whoever drives it: an address that leads nowhere is shown there as a device
/// that does not answer. Its password is set in the store and never comes down.
Result<> apply_device(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                      Applied&) {
  const Uuid id = device_id(row.key);
  const auto known = devices::load(tx.connection(), id);
  if (row.goes()) return known ? commands::remove_device(tx, id, context) : Result<>{};
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  const auto kind = devices::parse_kind(fields.text("kind", 40));
  if (!kind) fields.complain("kind", "is no kind of device");
  commands::PutDevice command;
  command.id = id;
  command.name = fields.text("name", 100);
  command.address = fields.text("address", 300);
  const std::string scheme = command.address->substr(0, command.address->find(':'));
  if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end())
    fields.complain("address", "begins with tcp:, serial:, usb:, hid:, https:, wss: or none:");
  command.profile = fields.maybe_text("profile", 60).value_or("");
  command.active = fields.flag("active", true);
  if (const Json* settings = fields.maybe_object("settings"); settings != nullptr && kind)
    command.settings = devices::decode_settings(*kind, *settings, errors, "/settings");
  std::vector<Uuid> registers;
  for (const Json& each : fields.array("registers", false, 100)) {
    const auto number = each.integer();
    const auto found = number ? register_of(tx, *number) : std::nullopt;
    if (found)
      registers.push_back(*found);
    else
      fields.complain("registers", "there is no register " + each.text());
  }
  command.registers = std::move(registers);
  TRY(accept(errors));
  if (known && known->kind != *kind) return refuse(ErrorCode::conflict, "a device stays of its kind: use another key");
  if (!known) {
    devices::Device fresh;
    fresh.id = id;
    fresh.kind = *kind;
    fresh.name = *command.name;
    fresh.address = *command.address;
    fresh.settings = devices::default_settings(*kind);
    TRY(devices::save(tx, fresh, context.now));
  }
  TRY(commands::put_device(tx, command, context));
  return {};
}
}  // namespace holdfast::replication
