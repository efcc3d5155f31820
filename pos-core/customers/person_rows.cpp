#include "customers/person_rows.h"

#include "base/utf8.h"
#include "customers/person_tokens.h"
#include "vault/keys_of.h"

namespace holdfast::customers {
namespace {
#define HF_PERSON                                                                                                      \
  "SELECT id, uuid, name, email, phone, note, account_limit, account_balance, created_us, updated_us, erased_us FROM " \
  "person "
/// What a field of a customer is sealed to.
std::string place(std::string_view field, const Uuid& id) {
  return "person." + std::string{field} + "/" + to_string(id);
}
std::optional<std::string> maybe_seal(const vault::FieldKeys& keys, const std::optional<std::string>& text,
                                      std::string_view field, const Uuid& id) {
  if (!text) return std::nullopt;
  return keys.seal(*text, place(field, id));
}

Person person_of(db::Connection& connection, db::Statement& row) {
  const Uuid id = row.uuid(1);
  return {.row = row.integer(0),
          .id = id,
          .name = vault::open(connection, row.text(2), place("name", id)),
          .email = vault::maybe_open(connection, row.maybe_string(3), place("email", id)),
          .phone = vault::maybe_open(connection, row.maybe_string(4), place("phone", id)),
          .note = vault::open(connection, row.text(5), place("note", id)),
          .account_limit = row.integer(6),
          .account_balance = row.integer(7),
          .created = row.instant(8),
          .updated = row.instant(9),
          .erased = row.maybe_instant(10)};
}

void save_tokens(db::Transaction& tx, const vault::FieldKeys& keys, const Person& person) {
  tx.prepare("DELETE FROM person_token WHERE person_id = ?").exec(person.row);
  for (const std::string& word : beginnings_of(person)) {
    const vault::Token token = keys.token(word);
    tx.prepare("INSERT OR IGNORE INTO person_token(token, person_id) VALUES (?, ?)")
        .exec(std::span<const std::uint8_t>{token}, person.row);
  }
}

/// The newest below `before` that one of these tokens names, or simply the newest.
std::vector<Person> page(db::Connection& connection, const std::vector<vault::Token>& tokens, std::int64_t before,
                         int limit) {
  std::vector<Person> found;
  if (tokens.empty()) {
    db::Statement& rows = connection.prepare(HF_PERSON "WHERE erased_us IS NULL AND id < ? ORDER BY id DESC LIMIT ?");
    rows.all(before, limit);
    while (rows.step()) found.push_back(person_of(connection, rows));
    return found;
  }
  // Two words (name or address, phone) under each of two keys at most while a key is being changed.
  const auto at = [&](std::size_t i) { return std::span<const std::uint8_t>{tokens[std::min(i, tokens.size() - 1)]}; };
  db::Statement& rows = connection.prepare(
      HF_PERSON
      "WHERE erased_us IS NULL AND id IN (SELECT person_id FROM person_token WHERE token IN (?1, ?2, ?3, ?4) AND "
      "person_id < ?5 ORDER BY person_id DESC) ORDER BY id DESC LIMIT ?6");
  rows.all(at(0), at(1), at(2), at(3), before, limit);
  while (rows.step()) found.push_back(person_of(connection, rows));
  return found;
}
}  // namespace

std::optional<Person> find(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(HF_PERSON "WHERE uuid = ?");
  std::optional<Person> person;
  if (row.all(id).step()) person = person_of(connection, row);
  row.reset();
  return person;
}

std::vector<Person> search(db::Connection& connection, std::string_view prefix, std::int64_t before, int limit) {
  std::vector<Person> found;
  if (limit <= 0) return found;
  const vault::FieldKeys& keys = vault::keys_of(connection);
  std::vector<vault::Token> tokens;
  for (const std::string& word : sought(prefix))
    for (const vault::Token& token : keys.tokens(word)) tokens.push_back(token);
  if (tokens.size() > 4) tokens.clear();  // three keys at once: rare, so everybody is looked through
  std::int64_t below = before == 0 ? INT64_MAX : before;
  const int slice = prefix.empty() ? limit : std::max(limit, 50);
  for (;;) {
    const std::vector<Person> candidates = page(connection, tokens, below, slice);
    for (const Person& person : candidates) {
      below = person.row;
      if (matches(person, prefix)) found.push_back(person);
      if (found.size() == static_cast<std::size_t>(limit)) return found;
    }
    if (candidates.size() < static_cast<std::size_t>(slice)) return found;
  }
}
#undef HF_PERSON

void insert(db::Transaction& tx, Person& person) {
  const vault::FieldKeys& keys = vault::keys_of(tx.connection());
  tx.prepare(
        "INSERT INTO person(uuid, name, email, phone, note, account_limit, created_us, updated_us) VALUES (?, ?, ?, ?, "
        "?, ?, ?, ?)")
      .exec(person.id, keys.seal(person.name, place("name", person.id)),
            maybe_seal(keys, person.email, "email", person.id), maybe_seal(keys, person.phone, "phone", person.id),
            person.note.empty() ? std::string{} : keys.seal(person.note, place("note", person.id)),
            person.account_limit, person.created, person.updated);
  person.row = tx.last_rowid();
  save_tokens(tx, keys, person);
}
void update(db::Transaction& tx, const Person& person) {
  const vault::FieldKeys& keys = vault::keys_of(tx.connection());
  tx.prepare(
        "UPDATE person SET name = ?, email = ?, phone = ?, note = ?, account_limit = ?, updated_us = ? WHERE id = ?")
      .exec(keys.seal(person.name, place("name", person.id)), maybe_seal(keys, person.email, "email", person.id),
            maybe_seal(keys, person.phone, "phone", person.id),
            person.note.empty() ? std::string{} : keys.seal(person.note, place("note", person.id)),
            person.account_limit, person.updated, person.row);
  save_tokens(tx, keys, person);
}
void erase(db::Transaction& tx, std::int64_t row, Instant now) {
  tx.prepare("PRAGMA secure_delete=ON").run();  // overwrites in the file too what is let go of here
  tx.prepare(
        "UPDATE person SET name = 'erased', email = NULL, phone = NULL, note = '', account_limit = 0, updated_us = ?, "
        "erased_us = ? WHERE id = ?")
      .exec(now, now, row);
  tx.prepare("DELETE FROM person_token WHERE person_id = ?").exec(row);
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

SealStep seal_people(db::Transaction& tx, std::int64_t after, int limit) {
  db::Connection& connection = tx.connection();
  const vault::FieldKeys& keys = vault::keys_of(connection);
  const std::string newest = keys.newest_prefix();
  SealStep step{after, 0, true};
  if (keys.empty()) return step;
  std::vector<Person> people;
  db::Statement& rows = tx.prepare(
      "SELECT id, uuid, name, email, phone, note FROM person WHERE id > ? AND erased_us IS NULL ORDER BY id LIMIT ?");
  rows.all(after, limit);
  while (rows.step()) {
    step.last_row = rows.integer(0);
    step.at_end = false;
    Person& person = people.emplace_back();
    person.row = step.last_row;
    person.id = rows.uuid(1);
    person.name = vault::open(connection, rows.text(2), place("name", person.id));
    person.email = vault::maybe_open(connection, rows.maybe_string(3), place("email", person.id));
    person.phone = vault::maybe_open(connection, rows.maybe_string(4), place("phone", person.id));
    person.note = vault::open(connection, rows.text(5), place("note", person.id));
    if (rows.text(2).starts_with(newest)) people.pop_back();
  }
  if (people.empty()) return step;
  tx.prepare("PRAGMA secure_delete=ON").run();  // what stood there in clear is not left in the file
  for (const Person& person : people) {
    const auto name = keys.seal(person.name, place("name", person.id));
    const auto email = maybe_seal(keys, person.email, "email", person.id),
               phone = maybe_seal(keys, person.phone, "phone", person.id);
    const auto note = person.note.empty() ? std::string{} : keys.seal(person.note, place("note", person.id));
    tx.prepare("UPDATE person SET name = ?, email = ?, phone = ?, note = ? WHERE id = ?")
        .exec(name, email, phone, note, person.row);
    // The history: its own past is worth less than that nothing of it can be read.
    tx.prepare("UPDATE ztracking_person SET name = ?, email = ?, phone = ?, note = ? WHERE id = ?")
        .exec(name, email, phone, note, person.row);
    save_tokens(tx, keys, person);
    ++step.sealed;
  }
  tx.prepare("PRAGMA secure_delete=OFF").run();
  return step;
}
}  // namespace holdfast::customers
