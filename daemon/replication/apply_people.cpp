#include "commands/change_customer.h"
#include "commands/change_staff.h"
#include "replication/apply_masters.h"
#include "staff/pin.h"
#include "staff/staff_rows.h"

namespace holdfast::replication {
namespace {
/// `pinHash` of a body; empty when it has none.
std::string pin_hash_of(const std::string& text) {
  const Result<Json> json = parse_json(text.empty() ? "{}" : text);
  const Json* hash = json ? json->find("pinHash") : nullptr;
  return hash != nullptr && hash->is_string() ? hash->text() : std::string{};
}
}  // namespace

/// A PIN changed here stays until the hub's own changes (design 1.4); who is made inactive is signed off at once.
/// Somebody new without a PIN gets one in the store.
Result<> apply_staff(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                     Applied& applied) {
  const auto known = staff::find_person(tx.connection(), row.key);
  applied.tokens_changed = true;
  if (row.goes()) {
    if (known && known->active)
      TRY(commands::change_staff(tx, {.id = known->id, .name = {}, .role = {}, .active = false, .pin_hash = {}},
                                 context));
    return {};
  }
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  const std::string name = fields.text("name", 100), role = fields.text("role", 50);
  const bool active = fields.flag("active", true);
  const std::string hash = fields.maybe_text("pinHash", 200).value_or("");
  if (!hash.empty() && !staff::is_pin_hash(hash)) fields.complain("pinHash", "is no hash of a PIN that is known here");
  TRY(accept(errors));
  if (!known) {
    TRY(commands::create_staff(tx, {row.key, name, role, hash.empty() ? "none" : hash, active}, context));
    return {};
  }
  const bool other_pin = !hash.empty() && hash != pin_hash_of(row.before) && hash != known->pin_hash;
  if (known->name == name && known->role == role && known->active == active && !other_pin) return {};
  commands::ChangeStaff change{.id = known->id, .name = name, .role = role, .active = active, .pin_hash = {}};
  if (other_pin) change.pin_hash = hash;
  TRY(commands::change_staff(tx, change, context));
  return {};
}

/// The least that a sale needs; what the hub knows beyond it stays there. Erasing wins over whatever comes later.
Result<> apply_customer(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                        Applied&) {
  const auto id = parse_uuid(row.key);
  if (!id) return refuse(ErrorCode::invalid_argument, "a customer's key is a UUID");
  auto known = customers::find(tx.connection(), *id);
  if (row.goes()) {
    if (known && !known->erased) TRY(commands::erase_customer(tx, *id, context));
    return {};
  }
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  customers::Person person = known.value_or(customers::Person{});
  person.id = *id;
  person.name = fields.text("name", 200);
  person.email = fields.maybe_text("email", 254);
  person.phone = fields.maybe_text("phone", 40);
  person.note = fields.maybe_text("note", 2000).value_or(person.note);
  person.account_limit = fields.maybe_integer("accountLimit", 0, 1'000'000'000'000).value_or(0);
  TRY(accept(errors));
  if (known && known->erased) return {};
  person.updated = context.now;
  if (known) {
    customers::update(tx, person);
  } else {
    person.created = context.now;
    customers::insert(tx, person);
  }
  return {};
}
}  // namespace holdfast::replication
