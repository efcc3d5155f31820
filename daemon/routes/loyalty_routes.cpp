#include "commands/import_rules.h"
#include "commands/points.h"
#include "commands/reference.h"
#include "customers/person_rows.h"
#include "loyalty/accrual.h"
#include "routes/all_routes.h"
#include "routes/list.h"
#include "routes/stored_value_json.h"
#include "rulebook/document_rows.h"
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
void append_member(JsonWriter& json, db::Connection& connection, const Member& member) {
  const std::int64_t available = member.account ? member.account->available() : 0;
  const std::int64_t spent = member.account ? commands::spent_before(connection, member.account->row) : 0;
  const loyalty::Tier* tier = loyalty::tier_of(*member.programme, spent);
  json.begin_object().member("personId", member.person.id).member("programme", member.programme->id);
  json.member("name", member.programme->name).member("balance", member.account ? member.account->balance : 0);
  json.member("available", available)
      .member("spent", spent)
      .member("worth", available * member.programme->redeem.point_value);
  json.key("tier");
  if (tier == nullptr)
    json.null();
  else
    json.begin_object().member("id", tier->id).member("name", tier->name).end_object();
  json.end_object();
}
Result<Answer> get_points(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Member member = TRY(member_of(TRY(input.id(0)), connection, context.site, context.now));
  return ok(body_of(member, [&](JsonWriter& json, const Member& each) { append_member(json, connection, each); }));
}
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
  return ok(body_of(member, [&](JsonWriter& json, const Member& each) { append_member(json, tx.connection(), each); }));
}
}  // namespace

void add_loyalty_routes(Api& api) {
  api.read(Method::get, "/v1/loyalty/programmes", Access::session(), &list_programmes);
  api.write(Method::post, "/v1/loyalty/programmes", Access::session(Permission::catalogue_edit), &import_programmes);
  api.read(Method::get, "/v1/customers/{id}/loyalty", Access::session(), &get_points);
  api.read(Method::get, "/v1/customers/{id}/loyalty/entries", Access::session(), &points_history);
  api.write(Method::post, "/v1/customers/{id}/loyalty/adjustments", Access::session(Permission::customer_edit),
            &adjust);
}
}  // namespace holdfast::routes
