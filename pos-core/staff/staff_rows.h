#pragma once
#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.h"
#include "staff/lockout.h"
#include "staff/permission.h"

namespace holdfast::staff {
using Permissions = std::bitset<permission_count>;

struct Role {
  std::int64_t row = 0;
  std::string code;
  std::string name;
  Permissions permissions;
  std::optional<Percent> max_discount;         ///< none: no limit
  std::optional<std::int64_t> max_open_price;  ///< minor units; none: no limit
};
std::optional<Role> find_role(db::Connection& connection, std::string_view code);
Role load_role(db::Connection& connection, std::int64_t row);
std::vector<Role> roles(db::Connection& connection);
/// Creates it or replaces what it allows.
void save_role(db::Transaction& tx, Role& role);

struct Person {
  std::int64_t row = 0;
  Uuid id;
  std::string code;
  std::string name;
  std::int64_t role_row = 0;
  std::string role;  ///< code
  std::string pin_hash;
  bool active = true;
  Tries tries;
  Instant created, updated;
};
std::optional<Person> find_person(db::Connection& connection, std::string_view code);
std::optional<Person> find_person(db::Connection& connection, const Uuid& id);
std::optional<Person> find_person(db::Connection& connection, std::int64_t row);
std::vector<Person> people(db::Connection& connection);
void insert(db::Transaction& tx, Person& person, Instant now);
/// Name, role, PIN, active and tries.
void update(db::Transaction& tx, const Person& person, Instant now);
/// How many active people may administer the staff.
std::int64_t administrators(db::Connection& connection);

Tries tries_of_person(db::Connection& connection, std::int64_t row);
Tries tries_of_terminal(db::Connection& connection, std::int64_t row);
void set_tries_of_person(db::Transaction& tx, std::int64_t row, const Tries& tries);
void set_tries_of_terminal(db::Transaction& tx, std::int64_t row, const Tries& tries);
}  // namespace holdfast::staff
