#include "commands/import_rules.h"
#include "commands/points.h"
#include "commands/reference.h"
#include "commands/spend_points.h"
#include "customers/person_rows.h"
#include "loyalty/accrual.h"
#include "routes/all_routes.h"
#include "routes/cart_answer.h"
#include "routes/customer_json.h"
#include "routes/list.h"
#include "routes/stored_value_json.h"
#include "rulebook/document_rows.h"
#include "stored_value/lease_rows.h"
#include "stored_value/ledger.h"

namespace holdfast::routes {
namespace {
using http::Method;
using stored_value::Account;
constexpr std::int64_t most_points = 1'000'000'000;

Result<Answer> list_programmes(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const auto found = rulebook::list(connection, rulebook::Kind::loyalty, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      found, page,
      [&](JsonWriter& json, const rulebook::Document& document) {
        json.begin_object()
            .member("id", document.code)
            .member("version", document.version)
            .key("document")
            .raw(document.text);
        json.key("createdAt").time(document.created, context.utc_offset_min).end_object();
      },
      [](const rulebook::Document& document) { return document.row; }));
}
Result<Answer> import_programmes(const Input& input, db::Transaction& tx, commands::Context& context) {
  const rulebook::Import done = TRY(commands::import_documents(tx, rulebook::Kind::loyalty, input.body, context));
  std::string out;
  JsonWriter{out}.begin_object().member("added", done.added).member("unchanged", done.unchanged).end_object();
  return ok(std::move(out));
}

struct Member {
  customers::Person person;
  std::optional<Account> account;
  const loyalty::Programme* programme = nullptr;
};
Result<Member> member_of(const Uuid& id, db::Connection& connection, const Site& site, Instant now) {
  const auto person = customers::find(connection, id);
  if (!person || person->erased) return refuse(ErrorCode::not_found, "no customer " + to_string(id));
  const loyalty::Programme* programme = commands::reference(connection, site, now).programme(now);
  if (programme == nullptr) return refuse(ErrorCode::not_found, "this store has no loyalty programme now");
  return Member{*person, stored_value::find_points(connection, person->row, programme->id), programme};
}
void append_member(JsonWriter& json, db::Connection& connection, const Member& member, Instant now) {
  const auto known = member.account && member.account->at_hub
                         ? stored_value::find_lease(connection, member.account->row)
                         : std::nullopt;
  const std::int64_t available = known ? known->hub : member.account ? member.account->available() : 0;
  const std::int64_t spent = member.account ? commands::spent_before(connection, member.account->row) : 0;
  const loyalty::Tier* tier = loyalty::tier_of(*member.programme, spent);
  json.begin_object().member("personId", member.person.id).member("programme", member.programme->id);
  json.member("name", member.programme->name)
      .member("balance", known            ? known->hub
                         : member.account ? member.account->balance
                                          : 0);
  json.member("available", available)
      .member("spent", spent)
      .member("worth", available * member.programme->redeem.point_value);
  json.key("tier");
  if (tier == nullptr)
    json.null();
  else
    json.begin_object().member("id", tier->id).member("name", tier->name).end_object();
  if (member.programme->at_hub) json.member("keptBy", "hub");
  if (known) json.key("asOf").time(known->as_of, 0);
  if (member.account && member.account->at_hub)
    json.member("leased", stored_value::leased(connection, *member.account, now));
  json.end_object();
}
}  // namespace

Result<Answer> points_answer(db::Connection& connection, const Uuid& person, const Site& site, Instant now) {
  const Member member = TRY(member_of(person, connection, site, now));
  return ok(body_of(member, [&](JsonWriter& json, const Member& each) { append_member(json, connection, each, now); }));
}

namespace {
Result<Answer> points_history(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const Member member = TRY(member_of(TRY(input.id(0)), connection, context.site, context.now));
  std::vector<stored_value::Posted> found;
  if (member.account) found = stored_value::history(connection, member.account->row, TRY(row_of(page)), page.limit + 1);
  return ok(entries_json(found, page, context.utc_offset_min));
}
Result<Answer> adjust(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::AdjustPoints command;
  command.person = TRY(input.id(0));
  command.points = fields.integer("points", -most_points, most_points);
  if (command.points == 0) fields.complain("points", "must not be 0");
  command.reason = fields.text("reason", 200);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::adjust_points(tx, command, context));
  const Member member = TRY(member_of(command.person, tx.connection(), context.site, context.now));
  return ok(body_of(
      member, [&](JsonWriter& json, const Member& each) { append_member(json, tx.connection(), each, context.now); }));
}
Result<Answer> spend(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::int64_t points = fields.integer("points", 0, 1'000'000'000);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::spend_points(tx, TRY(target_of(input)), points, context), 200, context);
}
}  // namespace

void add_loyalty_routes(Api& api) {
  api.write(Method::put, "/v1/carts/{id}/points", Access::session(Permission::sell), &spend);
  api.read(Method::get, "/v1/loyalty/programmes", Access::session(), &list_programmes);
  api.write(Method::post, "/v1/loyalty/programmes", Access::session(Permission::catalogue_edit), &import_programmes);
  api.read(Method::get, "/v1/customers/{id}/loyalty/entries", Access::session(), &points_history);
  api.write(Method::post, "/v1/customers/{id}/loyalty/adjustments", Access::session(Permission::customer_edit),
            &adjust);
}
}  // namespace holdfast::routes
