#include "commands/change_staff.h"

#include "staff/terminal_rows.h"

namespace holdfast::commands {
namespace {
Result<staff::Role> role_named(db::Transaction& tx, const std::string& code) {
  auto role = staff::find_role(tx.connection(), code);
  if (!role) return refuse(ErrorCode::not_found, "no role `" + code + "`", {{"/role", "is not a role of this store"}});
  return *std::move(role);
}
Result<> keep_an_administrator(db::Transaction& tx) {
  if (staff::administrators(tx.connection()) == 0)
    return refuse(ErrorCode::conflict, "nobody would be left who may administer the staff");
  return {};
}
/// Which members changed, never their values: names are personal data, and PINs are nobody's business.
void report(db::Transaction& tx, Context& context, const staff::Person& person, std::string_view action,
            const std::vector<std::string_view>& changed, const Consent& consent) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("staffId", person.id)
      .member("role", person.role)
      .member("active", person.active)
      .key("changed")
      .begin_array();
  for (const std::string_view name : changed) json.value(name);
  json.end_array().end_object();
  context.emit(tx, "StaffChanged", "staff", person.id, payload);
  audit(tx, context, action, to_string(person.id), payload, consent);
}
}  // namespace

Result<staff::Person> create_staff(db::Transaction& tx, const CreateStaff& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::staff_admin));
  const staff::Role role = TRY(role_named(tx, command.role));
  if (staff::find_person(tx.connection(), command.code))
    return refuse(ErrorCode::duplicate, "the staff code `" + command.code + "` is taken", {{"/code", "is taken"}});
  staff::Person person;
  person.id = context.ids.next(context.now);
  person.code = command.code;
  person.name = command.name;
  person.role_row = role.row;
  person.role = role.code;
  person.pin_hash = command.pin_hash;
  person.active = command.active;
  staff::insert(tx, person, context.now);
  report(tx, context, person, "staff_created", {"code", "name", "role", "pin", "active"}, consent);
  return person;
}

Result<staff::Person> change_staff(db::Transaction& tx, const ChangeStaff& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::staff_admin));
  auto found = staff::find_person(tx.connection(), command.id);
  if (!found) return refuse(ErrorCode::not_found, "nobody has the id " + to_string(command.id));
  staff::Person person = *std::move(found);
  const bool was_administrator_there = staff::administrators(tx.connection()) > 0;
  std::vector<std::string_view> changed;
  if (command.name && *command.name != person.name) {
    person.name = *command.name;
    changed.push_back("name");
  }
  if (command.role && *command.role != person.role) {
    const staff::Role role = TRY(role_named(tx, *command.role));
    person.role_row = role.row;
    person.role = role.code;
    changed.push_back("role");
  }
  if (command.active && *command.active != person.active) {
    person.active = *command.active;
    changed.push_back("active");
  }
  const bool new_pin = command.pin_hash && *command.pin_hash != person.pin_hash;
  if (command.pin_hash) {
    person.pin_hash = *command.pin_hash;
    person.tries = {};
    changed.push_back("pin");
  }
  if (changed.empty()) return person;
  person.updated = context.now;
  staff::update(tx, person, context.now);
  // Whoever knows the old PIN may be signed on by it; who sets a new one for themselves goes on where they are.
  const bool own = context.actor != nullptr && context.actor->staff_id == person.row;
  if (!person.active || (new_pin && !own)) {
    staff::end_sessions_of_person(tx, person.row, context.now);
  } else if (new_pin) {
    staff::end_sessions_elsewhere(tx, person.row, context.actor->terminal_id, context.now);
  }
  if (was_administrator_there) TRY(keep_an_administrator(tx));
  report(tx, context, person, "staff_changed", changed, consent);
  return person;
}

Result<staff::Role> put_role(db::Transaction& tx, const PutRole& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::staff_admin));
  const bool was_administrator_there = staff::administrators(tx.connection()) > 0;
  staff::Role role{.row = 0,
                   .code = command.code,
                   .name = command.name,
                   .permissions = command.permissions,
                   .max_discount = command.max_discount,
                   .max_open_price = command.max_open_price};
  staff::save_role(tx, role);
  if (was_administrator_there) TRY(keep_an_administrator(tx));
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("role", role.code).key("permissions").begin_array();
  for (std::size_t i = 0; i < permission_count; ++i)
    if (role.permissions.test(i)) json.value(name_of(static_cast<Permission>(i)));
  json.end_array().nullable("maxDiscountPercent",
                            role.max_discount ? std::optional{to_string(*role.max_discount)} : std::nullopt);
  json.nullable("maxOpenPrice", role.max_open_price).end_object();
  // A role has no id of its own: the event stands under the store's nil id.
  context.emit(tx, "StaffChanged", "role", Uuid{}, payload);
  audit(tx, context, "role_changed", role.code, payload, consent);
  return role;
}
}  // namespace holdfast::commands
