#include <memory>

#include "commands/change_staff.h"
#include "money/most_money.h"
#include "routes/all_routes.h"
#include "routes/list.h"
#include "routes/secrets.h"

namespace holdfast::routes {
namespace {
using http::Method;

void append_person(JsonWriter& json, const staff::Person& person, Instant now, int utc_offset_min) {
  json.begin_object()
      .member("id", person.id)
      .member("code", person.code)
      .member("name", person.name)
      .member("role", person.role);
  json.member("active", person.active);
  append_time(json, "lockedUntil", person.tries.locked(now) ? std::optional{person.tries.locked_until} : std::nullopt,
              utc_offset_min);
  json.key("createdAt")
      .time(person.created, utc_offset_min)
      .key("updatedAt")
      .time(person.updated, utc_offset_min)
      .end_object();
}
void append_role(JsonWriter& json, const staff::Role& role) {
  json.begin_object().member("code", role.code).member("name", role.name).key("permissions").begin_array();
  for (std::size_t i = 0; i < permission_count; ++i)
    if (role.permissions.test(i)) json.value(name_of(static_cast<Permission>(i)));
  json.end_array().nullable("maxDiscountPercent",
                            role.max_discount ? std::optional{to_string(*role.max_discount)} : std::nullopt);
  json.nullable("maxOpenPrice", role.max_open_price).end_object();
}

Answer person_answer(int status, const staff::Person& person, const commands::Context& context) {
  Answer answer;
  answer.status = status;
  JsonWriter json{answer.body};
  append_person(json, person, context.now, context.utc_offset_min);
  if (status == 201) answer.headers.emplace_back("Location", "/v1/staff/" + to_string(person.id));
  answer.tokens_changed = true;
  return answer;
}

Result<Answer> list_staff(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(list_json(staff::people(connection), [&](JsonWriter& json, const staff::Person& person) {
    append_person(json, person, context.now, context.utc_offset_min);
  }));
}

/// The PIN's hash, made on the reader's thread; empty when no PIN was sent.
std::string pin_hash_of(JsonFields& fields, bool is_required, const Secrets& secrets,
                        const std::vector<FieldError>& errors) {
  const auto pin = is_required ? std::optional{fields.text("pin", 32)} : fields.maybe_text("pin", 32);
  if (!pin) return {};
  if (const std::string_view why = staff::weakness(*pin); !why.empty() && !pin->empty())
    fields.complain("pin", std::string{why});
  return errors.empty() ? staff::hash_pin(*pin, secrets.pepper, secrets.salt()) : std::string{};
}

Result<store::Write> prepare_create(const Input& input, const Secrets& secrets) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::CreateStaff command;
  command.code = fields.text("code", 32);
  command.name = fields.text("name", 120);
  command.role = fields.text("role", 40);
  command.active = fields.flag("active", true);
  command.pin_hash = pin_hash_of(fields, true, secrets, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return [command = std::move(command)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    return person_answer(201, TRY(commands::create_staff(tx, command, context)), context);
  };
}

Result<store::Write> prepare_change(const Input& input, const Secrets& secrets) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::ChangeStaff command;
  command.id = TRY(input.id(0));
  command.name = fields.maybe_text("name", 120);
  if (command.name && command.name->empty()) fields.complain("name", "must not be empty");
  command.role = fields.maybe_text("role", 40);
  command.active = fields.maybe_flag("active");
  if (std::string hash = pin_hash_of(fields, false, secrets, errors); !hash.empty()) command.pin_hash = std::move(hash);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return [command = std::move(command)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    return person_answer(200, TRY(commands::change_staff(tx, command, context)), context);
  };
}

Result<Answer> list_roles(const Input&, db::Connection& connection, const ReadContext&) {
  return ok(list_json(staff::roles(connection), append_role));
}

Result<Answer> put_role(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::PutRole command;
  command.code = input.param(0);
  command.name = fields.text("name", 80);
  for (const Json& entry : fields.array("permissions", true, permission_count)) {
    const auto permission = entry.is_string() ? parse_permission(entry.text()) : std::nullopt;
    if (permission)
      command.permissions.set(static_cast<std::size_t>(*permission));
    else
      fields.complain("permissions", "has something that is no permission");
  }
  if (const auto text = fields.maybe_decimal("maxDiscountPercent")) {
    command.max_discount = parse_percent(*text);
    if (!command.max_discount || *command.max_discount < Percent{} || *command.max_discount > Percent::whole(100))
      fields.complain("maxDiscountPercent", "must be a percentage from 0 to 100");
  }
  command.max_open_price = fields.maybe_integer("maxOpenPrice", 0, most_money);
  fields.finish();
  if (command.code.empty() || command.code.size() > 40) errors.push_back({"/code", "must have 1 to 40 bytes"});
  TRY(accept_fields(std::move(errors)));
  Answer answer = ok(body_of(TRY(commands::put_role(tx, command, context)), append_role));
  answer.tokens_changed = true;
  return answer;
}
}  // namespace

void add_staff_routes(Api& api) {
  const auto secrets = std::make_shared<const Secrets>(secrets_of(api));
  const Access admin = Access::session(Permission::staff_admin);
  api.read(Method::get, "/v1/staff", admin, &list_staff);
  api.prepared_write(
      Method::post, "/v1/staff", admin,
      [secrets](const Input& input, db::Connection&, const ReadContext&) { return prepare_create(input, *secrets); });
  api.prepared_write(
      Method::patch, "/v1/staff/{id}", admin,
      [secrets](const Input& input, db::Connection&, const ReadContext&) { return prepare_change(input, *secrets); });
  api.read(Method::get, "/v1/roles", Access::session(), &list_roles);
  api.write(Method::put, "/v1/roles/{code}", admin, &put_role);
}
}  // namespace holdfast::routes
