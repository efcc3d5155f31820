#include "devices/device_rows.h"

#include "base/check.h"
#include "vault/keys_of.h"

namespace holdfast::devices {
namespace {
Settings stored_settings(Kind kind, std::string_view text) {
  const auto document = parse_json(text);
  check(document.has_value());
  std::vector<FieldError> errors;
  Settings settings = decode_settings(kind, *document, errors, "");
  check(errors.empty());  // what is stored was decoded before
  return settings;
}

std::string secret_place(const Uuid& id) { return "device.secret/" + to_string(id); }

Device device_of(db::Connection& connection, const db::Statement& row) {
  Device device;
  device.row = row.integer(0);
  device.id = row.uuid(1);
  const auto kind = parse_kind(row.text(2));
  check(kind.has_value());
  device.kind = *kind;
  device.name = row.string(3);
  device.address = row.string(4);
  device.profile = row.string(5);
  device.settings = stored_settings(device.kind, row.text(6));
  device.active = row.flag(7);
  device.traced = row.flag(9);
  device.secret = vault::open(connection, row.text(8), secret_place(device.id));
  return device;
}

void add_registers(db::Connection& connection, Device& device) {
  db::Statement& rows = connection.prepare(
      "SELECT r.uuid FROM device_register d JOIN register r ON r.id = d.register_id WHERE d.device_id = ? ORDER BY "
      "r.number");
  rows.all(device.row);
  while (rows.step()) device.registers.push_back(rows.uuid(0));
}

Result<> save_registers(db::Transaction& tx, const Device& device, Instant now) {
  std::vector<std::int64_t> wanted;
  for (const Uuid& id : device.registers) {
    db::Statement& row = tx.prepare("SELECT id FROM register WHERE uuid = ?");
    if (!row.all(id).step()) {
      row.reset();
      return refuse(ErrorCode::invalid_argument, "no register " + to_string(id), {{"/registers", "names no register"}});
    }
    wanted.push_back(row.integer(0));
    row.reset();
  }
  std::vector<std::int64_t> had;
  db::Statement& rows = tx.prepare("SELECT register_id FROM device_register WHERE device_id = ?");
  rows.all(device.row);
  while (rows.step()) had.push_back(rows.integer(0));
  const auto holds = [](const std::vector<std::int64_t>& list, std::int64_t row) {
    return std::find(list.begin(), list.end(), row) != list.end();
  };
  for (const std::int64_t row : had)
    if (!holds(wanted, row))
      tx.prepare("DELETE FROM device_register WHERE register_id = ? AND device_id = ?").exec(row, device.row);
  for (const std::int64_t row : wanted)
    if (!holds(had, row))
      tx.prepare("INSERT OR IGNORE INTO device_register(register_id, device_id, since_us) VALUES (?, ?, ?)")
          .exec(row, device.row, now);
  return {};
}
}  // namespace

std::vector<Device> list(db::Connection& connection) {
  std::vector<Device> found;
  db::Statement& rows = connection.prepare(
      "SELECT id, uuid, kind, name, address, profile, settings, active, secret, traced FROM device WHERE removed_us IS "
      "NULL "
      "ORDER BY "
      "id");
  while (rows.step()) found.push_back(device_of(connection, rows));
  for (Device& device : found) add_registers(connection, device);
  return found;
}

Result<Device> load(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare("SELECT id FROM device WHERE uuid = ? AND removed_us IS NULL");
  const std::int64_t found = row.all(id).step() ? row.integer(0) : 0;
  row.reset();
  if (found == 0) return refuse(ErrorCode::not_found, "no device " + to_string(id));
  return load(connection, found);
}

Result<Device> load(db::Connection& connection, std::int64_t row_id) {
  db::Statement& row = connection.prepare(
      "SELECT id, uuid, kind, name, address, profile, settings, active, secret, traced FROM device WHERE id = ? AND "
      "removed_us "
      "IS "
      "NULL");
  if (!row.all(row_id).step()) {
    row.reset();
    return refuse(ErrorCode::not_found, "this device was removed");
  }
  Device device = device_of(connection, row);
  row.reset();
  add_registers(connection, device);
  return device;
}

Result<> save(db::Transaction& tx, Device& device, Instant now) {
  const std::string secret = device.secret.empty()
                                 ? std::string{}
                                 : vault::keys_of(tx.connection()).seal(device.secret, secret_place(device.id));
  if (device.row == 0) {
    tx.prepare(
          "INSERT INTO device(uuid, kind, name, address, profile, settings, active, secret, traced, created_us, "
          "updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(device.id, name_of(device.kind), device.name, device.address, device.profile, encode(device.settings),
              device.active, secret, device.traced, now, now);
    device.row = tx.last_rowid();
  } else {
    tx.prepare(
          "UPDATE device SET name = ?, address = ?, profile = ?, settings = ?, active = ?, secret = ?, traced = ?, "
          "updated_us = "
          "? "
          "WHERE id = ?")
        .exec(device.name, device.address, device.profile, encode(device.settings), device.active, secret,
              device.traced, now, device.row);
  }
  return save_registers(tx, device, now);
}

void remove(db::Transaction& tx, std::int64_t row, Instant now) {
  tx.prepare("DELETE FROM device_register WHERE device_id = ?").exec(row);
  tx.prepare("UPDATE device SET removed_us = ?, active = 0, updated_us = ? WHERE id = ?").exec(now, now, row);
}

std::optional<Served> printer_of(db::Connection& connection, std::int64_t register_row) {
  db::Statement& row = connection.prepare(
      "SELECT d.id, r.since_us, coalesce(d.settings ->> '$.printsReceipts', 1) FROM device_register r JOIN device d "
      "ON d.id = r.device_id WHERE r.register_id = ? AND d.kind = 'receipt_printer' AND d.active = 1 AND "
      "d.removed_us IS NULL AND NOT (json_array_length(d.settings, '$.kitchen.categories') IS NOT NULL AND "
      "coalesce(d.settings ->> '$.printsReceipts', 1) = 0) ORDER BY d.id LIMIT 1");
  std::optional<Served> served;
  if (row.all(register_row).step()) served = Served{row.integer(0), register_row, row.instant(1), row.flag(2)};
  row.reset();
  return served;
}

std::optional<Served> drawer_of(db::Connection& connection, std::int64_t register_row) {
  db::Statement& row = connection.prepare(
      "SELECT d.id, r.since_us FROM device_register r JOIN device d ON d.id = r.device_id WHERE r.register_id = ? AND "
      "d.kind = 'cash_drawer' AND d.active = 1 AND d.removed_us IS NULL ORDER BY d.id LIMIT 1");
  std::optional<Served> served;
  if (row.all(register_row).step()) served = Served{row.integer(0), register_row, row.instant(1), false};
  row.reset();
  return served;
}

int seal_secrets(db::Transaction& tx) {
  const vault::FieldKeys& keys = vault::keys_of(tx.connection());
  std::vector<std::pair<std::int64_t, std::string>> sealed;
  db::Statement& rows = tx.prepare("SELECT id, uuid, secret FROM device WHERE secret <> ''");
  while (rows.step()) {
    const std::string place = secret_place(rows.uuid(1));
    if (!keys.empty() && !rows.text(2).starts_with(keys.newest_prefix()))
      sealed.emplace_back(rows.integer(0), keys.seal(vault::open(tx.connection(), rows.text(2), place), place));
  }
  for (const auto& [row, secret] : sealed) tx.prepare("UPDATE device SET secret = ? WHERE id = ?").exec(secret, row);
  return static_cast<int>(sealed.size());
}
}  // namespace holdfast::devices
