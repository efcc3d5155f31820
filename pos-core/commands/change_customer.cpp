#include "commands/change_customer.h"

namespace holdfast::commands {
namespace {
using Names = std::vector<std::string_view>;

/// Events and the trail say which members changed, never what they hold: neither can be erased later.
void report(db::Transaction& tx, Context& context, const Uuid& id, std::string_view event, std::string_view action,
            const Names& changed, const Consent& consent) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("personId", id);
  if (!changed.empty()) {
    json.key("changed").begin_array();
    for (const std::string_view name : changed) json.value(name);
    json.end_array();
  }
  json.end_object();
  context.emit(tx, event, "customer", id, payload);
  audit(tx, context, action, to_string(id), payload, consent);
}

Result<customers::Person> load(db::Transaction& tx, const Uuid& id) {
  auto person = customers::find(tx.connection(), id);
  if (!person) return refuse(ErrorCode::not_found, "no customer " + to_string(id));
  return *std::move(person);
}

template <class T>
void change(T& value, const std::optional<T>& wanted, std::string_view name, Names& changed) {
  if (!wanted || *wanted == value) return;
  value = *wanted;
  changed.push_back(name);
}
}  // namespace

Result<customers::Person> create_customer(db::Transaction& tx, const CreateCustomer& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::customer_edit));
  customers::Person person;
  person.id = command.id ? *command.id : context.ids.next(context.now);
  person.name = command.name;
  person.email = command.email;
  person.phone = command.phone;
  person.note = command.note;
  person.account_limit = command.account_limit;
  person.created = person.updated = context.now;
  customers::insert(tx, person);
  if (!command.buyer.plain()) customers::save_buyer(tx, person.row, command.buyer);
  report(tx, context, person.id, "CustomerCreated", "customer_created", {}, consent);
  return person;
}

Result<customers::Person> change_customer(db::Transaction& tx, const ChangeCustomer& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::customer_edit));
  customers::Person person = TRY(load(tx, command.id));
  if (person.erased) return refuse(ErrorCode::conflict, "this customer was erased");
  Names changed;
  change(person.name, command.name, "name", changed);
  change(person.email, command.email, "email", changed);
  change(person.phone, command.phone, "phone", changed);
  change(person.note, command.note, "note", changed);
  change(person.account_limit, command.account_limit, "accountLimit", changed);
  if (command.buyer) {
    customers::save_buyer(tx, person.row, *command.buyer);
    changed.push_back("terms");
  }
  if (changed.empty()) return person;
  person.updated = context.now;
  customers::update(tx, person);
  report(tx, context, person.id, "CustomerUpdated", "customer_changed", changed, consent);
  return person;
}

Result<customers::Person> erase_customer(db::Transaction& tx, const Uuid& id, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::customer_erase));
  const customers::Person person = TRY(load(tx, id));
  if (person.erased) return person;
  if (person.account_balance != 0) return refuse(ErrorCode::conflict, "settle the customer's account first");
  db::Statement& running =
      tx.prepare("SELECT count(*) FROM subscription WHERE person_id = ? AND status <> 'CANCELLED'");
  const bool subscribed = running.all(person.row).step() && running.integer(0) > 0;
  running.reset();
  if (subscribed) return refuse(ErrorCode::conflict, "cancel the customer's subscriptions first");
  customers::erase(tx, person.row, context.now);
  report(tx, context, id, "CustomerErased", "customer_erased", {}, consent);
  return load(tx, id);
}
}  // namespace holdfast::commands
