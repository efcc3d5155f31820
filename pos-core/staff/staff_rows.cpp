#include "staff/staff_rows.h"

#include "base/check.h"

namespace holdfast::staff {
namespace {
#define HF_ROLE "SELECT id, code, name, max_discount_percent_micro, max_open_price FROM role "
#define HF_PERSON                                                                                     \
  "SELECT s.id, s.uuid, s.code, s.name, s.role_id, r.code, s.pin_hash, s.active, s.failed_attempts, " \
  "s.locked_until_us, "                                                                               \
  "s.created_us, s.updated_us FROM staff s JOIN role r ON r.id = s.role_id "

Role role_of(db::Statement& row) {
  Role role{.row = row.integer(0),
            .code = row.string(1),
            .name = row.string(2),
            .permissions = {},
            .max_discount = std::nullopt,
            .max_open_price = row.maybe_integer(4)};
  if (const auto percent = row.maybe_integer(3)) role.max_discount = Percent::from_micro(*percent);
  return role;
}
void read_permissions(db::Connection& connection, Role& role) {
  db::Statement& rows = connection.prepare("SELECT permission FROM role_permission WHERE role_id = ?");
  rows.all(role.row);
  while (rows.step())
    if (const auto permission = parse_permission(rows.text(0)))
      role.permissions.set(static_cast<std::size_t>(*permission));
}
std::optional<Role> one_role(db::Connection& connection, db::Statement& row) {
  std::optional<Role> role;
  if (row.step()) role = role_of(row);
  row.reset();
  if (role) read_permissions(connection, *role);
  return role;
}
Person person_of(db::Statement& row) {
  return {.row = row.integer(0),
          .id = row.uuid(1),
          .code = row.string(2),
          .name = row.string(3),
          .role_row = row.integer(4),
          .role = row.string(5),
          .pin_hash = row.string(6),
          .active = row.flag(7),
          .tries = {row.integer(8), row.instant(9)},
          .created = row.instant(10),
          .updated = row.instant(11)};
}
std::optional<Person> one_person(db::Statement& row) {
  std::optional<Person> person;
  if (row.step()) person = person_of(row);
  row.reset();
  return person;
}
Tries one_tries(db::Statement& row) {
  Tries tries;
  if (row.step()) tries = {row.integer(0), row.instant(1)};
  row.reset();
  return tries;
}
}  // namespace

std::optional<Role> find_role(db::Connection& connection, std::string_view code) {
  return one_role(connection, connection.prepare(HF_ROLE "WHERE code = ?").all(code));
}
Role load_role(db::Connection& connection, std::int64_t row) {
  auto role = one_role(connection, connection.prepare(HF_ROLE "WHERE id = ?").all(row));
  check(role.has_value());
  return *std::move(role);
}
std::vector<Role> roles(db::Connection& connection) {
  std::vector<Role> found;
  db::Statement& rows = connection.prepare(HF_ROLE "ORDER BY id");
  while (rows.step()) found.push_back(role_of(rows));
  for (Role& role : found) read_permissions(connection, role);
  return found;
}
void save_role(db::Transaction& tx, Role& role) {
  const std::optional<std::int64_t> percent =
      role.max_discount ? std::optional{role.max_discount->micro()} : std::nullopt;
  tx.prepare(
        "INSERT INTO role(code, name, max_discount_percent_micro, max_open_price) VALUES (?, ?, ?, ?) ON "
        "CONFLICT(code) "
        "DO UPDATE SET name = excluded.name, max_discount_percent_micro = excluded.max_discount_percent_micro, "
        "max_open_price = excluded.max_open_price")
      .exec(role.code, role.name, percent, role.max_open_price);
  db::Statement& row = tx.prepare("SELECT id FROM role WHERE code = ?");
  check(row.all(role.code).step());
  role.row = row.integer(0);
  row.reset();
  tx.prepare("DELETE FROM role_permission WHERE role_id = ?").exec(role.row);
  for (std::size_t i = 0; i < permission_count; ++i)
    if (role.permissions.test(i))
      tx.prepare("INSERT INTO role_permission(role_id, permission) VALUES (?, ?)")
          .exec(role.row, name_of(static_cast<Permission>(i)));
}

std::optional<Person> find_person(db::Connection& connection, std::string_view code) {
  return one_person(connection.prepare(HF_PERSON "WHERE s.code = ?").all(code));
}
std::optional<Person> find_person(db::Connection& connection, const Uuid& id) {
  return one_person(connection.prepare(HF_PERSON "WHERE s.uuid = ?").all(id));
}
std::optional<Person> find_person(db::Connection& connection, std::int64_t row) {
  return one_person(connection.prepare(HF_PERSON "WHERE s.id = ?").all(row));
}
std::vector<Person> people(db::Connection& connection) {
  std::vector<Person> found;
  db::Statement& rows = connection.prepare(HF_PERSON "ORDER BY s.id");
  while (rows.step()) found.push_back(person_of(rows));
  return found;
}
#undef HF_PERSON
#undef HF_ROLE

void insert(db::Transaction& tx, Person& person, Instant now) {
  tx.prepare(
        "INSERT INTO staff(uuid, code, name, role_id, pin_hash, active, created_us, updated_us) VALUES (?, ?, ?, ?, ?, "
        "?, ?, ?)")
      .exec(person.id, person.code, person.name, person.role_row, person.pin_hash, person.active, now, now);
  person.row = tx.last_rowid();
  person.created = person.updated = now;
}
void update(db::Transaction& tx, const Person& person, Instant now) {
  tx.prepare(
        "UPDATE staff SET name = ?, role_id = ?, pin_hash = ?, active = ?, failed_attempts = ?, locked_until_us = ?, "
        "updated_us = ? "
        "WHERE id = ?")
      .exec(person.name, person.role_row, person.pin_hash, person.active, person.tries.failed,
            person.tries.locked_until, now, person.row);
}
std::int64_t administrators(db::Connection& connection) {
  db::Statement& row = connection.prepare(
      "SELECT count(*) FROM staff s JOIN role_permission p ON p.role_id = s.role_id WHERE s.active = 1 AND "
      "p.permission = 'staff_admin'");
  const std::int64_t count = row.step() ? row.integer(0) : 0;
  row.reset();
  return count;
}

Tries tries_of_person(db::Connection& connection, std::int64_t row) {
  return one_tries(connection.prepare("SELECT failed_attempts, locked_until_us FROM staff WHERE id = ?").all(row));
}
Tries tries_of_terminal(db::Connection& connection, std::int64_t row) {
  return one_tries(connection.prepare("SELECT failed_attempts, locked_until_us FROM terminal WHERE id = ?").all(row));
}
void set_tries_of_person(db::Transaction& tx, std::int64_t row, const Tries& tries) {
  tx.prepare("UPDATE staff SET failed_attempts = ?, locked_until_us = ? WHERE id = ?")
      .exec(tries.failed, tries.locked_until, row);
}
void set_tries_of_terminal(db::Transaction& tx, std::int64_t row, const Tries& tries) {
  tx.prepare("UPDATE terminal SET failed_attempts = ?, locked_until_us = ? WHERE id = ?")
      .exec(tries.failed, tries.locked_until, row);
}
}  // namespace holdfast::staff
