#include "customers/person_rows.h"

namespace holdfast::customers {
namespace {
#define HF_PERSON                                                                                                      \
  "SELECT id, uuid, name, email, phone, note, account_limit, account_balance, created_us, updated_us, erased_us FROM " \
  "person "
Person person_of(db::Statement& row) {
  return {.row = row.integer(0),
          .id = row.uuid(1),
          .name = row.string(2),
          .email = row.maybe_string(3),
          .phone = row.maybe_string(4),
          .note = row.string(5),
          .account_limit = row.integer(6),
          .account_balance = row.integer(7),
          .created = row.instant(8),
          .updated = row.instant(9),
          .erased = row.maybe_instant(10)};
}
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}
std::string digits_of(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '-') out += c;
  return out;
}
}  // namespace

std::optional<Person> find(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(HF_PERSON "WHERE uuid = ?");
  std::optional<Person> person;
  if (row.all(id).step()) person = person_of(row);
  row.reset();
  return person;
}

std::vector<Person> search(db::Connection& connection, std::string_view prefix, std::int64_t before, int limit) {
  std::vector<Person> found;
  db::Statement& rows = connection.prepare(
      HF_PERSON
      "WHERE erased_us IS NULL AND id < ?1 AND (?2 = '%' OR name LIKE ?2 ESCAPE '\\' OR name LIKE '% ' || ?2 ESCAPE "
      "'\\' "
      "OR email LIKE ?2 ESCAPE '\\' OR replace(replace(phone, ' ', ''), '-', '') LIKE ?3 ESCAPE '\\') "
      "ORDER BY id DESC LIMIT ?4");
  const std::string text = escaped(prefix) + '%';
  const std::string digits = escaped(digits_of(prefix)) + '%';
  rows.all(before == 0 ? INT64_MAX : before, text, digits, limit);
  while (rows.step()) found.push_back(person_of(rows));
  return found;
}
#undef HF_PERSON

void insert(db::Transaction& tx, Person& person) {
  tx.prepare(
        "INSERT INTO person(uuid, name, email, phone, note, account_limit, created_us, updated_us) VALUES (?, ?, ?, ?, "
        "?, ?, ?, ?)")
      .exec(person.id, person.name, person.email, person.phone, person.note, person.account_limit, person.created,
            person.updated);
  person.row = tx.last_rowid();
}
void update(db::Transaction& tx, const Person& person) {
  tx.prepare(
        "UPDATE person SET name = ?, email = ?, phone = ?, note = ?, account_limit = ?, updated_us = ? WHERE id = ?")
      .exec(person.name, person.email, person.phone, person.note, person.account_limit, person.updated, person.row);
}
void erase(db::Transaction& tx, std::int64_t row, Instant now) {
  tx.prepare("PRAGMA secure_delete=ON").run();  // overwrites in the file too what is let go of here
  tx.prepare(
        "UPDATE person SET name = 'erased', email = NULL, phone = NULL, note = '', account_limit = 0, updated_us = ?, "
        "erased_us = ? WHERE id = ?")
      .exec(now, now, row);
  tx.prepare("DELETE FROM person_group WHERE person_id = ?").exec(row);
  tx.prepare("DELETE FROM person_terms WHERE person_id = ?").exec(row);
  // After the update: its own trigger has just kept the old values once more.
  tx.prepare("UPDATE ztracking_person SET name = 'erased', email = NULL, phone = NULL, note = '' WHERE id = ?")
      .exec(row);
  tx.prepare("DELETE FROM order_address WHERE order_id IN (SELECT id FROM orders WHERE person_id = ?)").exec(row);
  tx.prepare("DELETE FROM ztracking_order_address WHERE order_id IN (SELECT id FROM orders WHERE person_id = ?)")
      .exec(row);
  tx.prepare("PRAGMA secure_delete=OFF").run();
}
}  // namespace holdfast::customers
