#pragma once
#include "commands/context.h"
#include "staff/staff_rows.h"

namespace holdfast::commands {
struct CreateStaff {
  std::string code;
  std::string name;
  std::string role;      ///< code
  std::string pin_hash;  ///< of staff::hash_pin()
  bool active = true;
};
Result<staff::Person> create_staff(db::Transaction& tx, const CreateStaff& command, Context& context);

/// What is not set stays. A new PIN unlocks; whoever is made inactive is signed off everywhere.
struct ChangeStaff {
  Uuid id;
  std::optional<std::string> name;
  std::optional<std::string> role;  ///< code
  std::optional<bool> active;
  std::optional<std::string> pin_hash;
};
/// Refuses conflict when nobody would be left who may administer the staff.
Result<staff::Person> change_staff(db::Transaction& tx, const ChangeStaff& command, Context& context);

struct PutRole {
  std::string code;
  std::string name;
  staff::Permissions permissions;
  std::optional<Percent> max_discount;
  std::optional<std::int64_t> max_open_price;
};
/// Creates or replaces it. Refuses conflict as change_staff() does.
Result<staff::Role> put_role(db::Transaction& tx, const PutRole& command, Context& context);
}  // namespace holdfast::commands
