#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "db/transaction.h"

namespace holdfast::customers {
/// A customer: the least that a sale on account, an invoice or a subscription needs. Amounts in minor units of the
/// store's currency. Name, e-mail address, phone number and note are sealed in the database (vault/field_keys.h), and
/// found by digests of their words' beginnings; everything here throws vault::Unreadable when the keys are not its own.
struct Person {
  std::int64_t row = 0;
  Uuid id;
  std::string name;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::string note;
  std::int64_t account_limit = 0;
  std::int64_t account_balance = 0;  ///< owed to the store; below zero it is the customer's credit
  Instant created, updated;
  std::optional<Instant> erased;
};
std::optional<Person> find(db::Connection& connection, const Uuid& id);
/// Those not erased, by a prefix of a word of the name, of the e-mail address or of the phone number (blanks and
/// hyphens do not count). Newest first, rows below `before` (0: from the newest).
std::vector<Person> search(db::Connection& connection, std::string_view prefix, std::int64_t before, int limit);
void insert(db::Transaction& tx, Person& person);
/// All but the balance.
void update(db::Transaction& tx, const Person& person);
/// Takes everything that identifies the person out of the row, the addresses of their orders and the history of both.
/// Sales keep pointing at the row.
void erase(db::Transaction& tx, std::int64_t row, Instant now);

struct SealStep {
  std::int64_t last_row = 0;
  int sealed = 0;
  bool at_end = false;
};
/// Seals by the newest key, among the `limit` people after `after`, those who are in clear or under an older key.
SealStep seal_people(db::Transaction& tx, std::int64_t after, int limit);
}  // namespace holdfast::customers
