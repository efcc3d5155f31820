#include <array>

#include "commands/change_settings.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;
constexpr std::int64_t most_money = 1'000'000'000'000;

void append_rates(JsonWriter& json, db::Connection& connection, std::int64_t category, int utc_offset_min) {
  db::Statement& rows = connection.prepare(
      "SELECT code, name, kind, rate_micro, amount, included, from_us, to_us FROM tax_rate WHERE tax_category_id = ? "
      "ORDER BY position, id");
  rows.all(category);
  json.key("rates").begin_array();
  while (rows.step()) {
    json.begin_object().member("code", rows.text(0)).member("name", rows.text(1)).member("kind", rows.text(2));
    json.member("rate", to_string(Percent::from_micro(rows.integer(3))))
        .member("amount", rows.integer(4))
        .member("included", rows.flag(5));
    append_time(json, "from", rows.maybe_instant(6), utc_offset_min);
    append_time(json, "to", rows.maybe_instant(7), utc_offset_min);
    json.end_object();
  }
  json.end_array();
}
struct TaxCategory {
  std::int64_t row;
  std::string code, name;
};
/// All, or the one of that code.
std::vector<TaxCategory> tax_categories(db::Connection& connection, std::string_view code = {}) {
  std::vector<TaxCategory> found;
  db::Statement& rows =
      connection.prepare("SELECT id, code, name FROM tax_category WHERE ?1 = '' OR code = ?1 ORDER BY id");
  rows.all(code);
  while (rows.step()) found.push_back({rows.integer(0), rows.string(1), rows.string(2)});
  return found;
}
/// What its goods are taxed as when they are eaten in or taken away.
void append_service(JsonWriter& json, db::Connection& connection, std::int64_t category) {
  db::Statement& rows = connection.prepare(
      "SELECT s.service, c.code FROM tax_service s JOIN tax_category c ON c.id = s.taxed_as_id WHERE s.tax_category_id = ?");
  rows.all(category);
  while (rows.step()) json.member(rows.string(0), rows.string(1));
}
void append_destinations(JsonWriter& json, db::Connection& connection, std::int64_t category) {
  db::Statement& rows = connection.prepare(
      "SELECT d.place, c.code FROM tax_destination d JOIN tax_category c ON c.id = d.taxed_as_id WHERE d.tax_category_id = ? ORDER BY d.place");
  rows.all(category);
  bool any = false;
  while (rows.step()) {
    if (!any) json.key("destinations").begin_array();
    any = true;
    json.begin_object().member("place", rows.string(0)).member("taxedAs", rows.string(1)).end_object();
  }
  if (any) json.end_array();
}
void append_tax_category(JsonWriter& json, db::Connection& connection, const TaxCategory& category,
                         int utc_offset_min) {
  json.begin_object().member("code", category.code).member("name", category.name);
  append_service(json, connection, category.row);
  append_destinations(json, connection, category.row);
  append_rates(json, connection, category.row, utc_offset_min);
  json.end_object();
}
Result<Answer> list_tax_categories(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(list_json(tax_categories(connection), [&](JsonWriter& json, const TaxCategory& category) {
    append_tax_category(json, connection, category, context.utc_offset_min);
  }));
}
Result<Answer> tax_category_answer(db::Connection& connection, const std::string& code, int utc_offset_min) {
  const auto found = tax_categories(connection, code);
  if (found.empty()) return refuse(ErrorCode::not_found, "no tax category `" + code + "`");
  return ok(body_of(found.front(), [&](JsonWriter& json, const TaxCategory& category) {
    append_tax_category(json, connection, category, utc_offset_min);
  }));
}
Result<Answer> get_tax_category(const Input& input, db::Connection& connection, const ReadContext& context) {
  return tax_category_answer(connection, TRY(input.code(0)), context.utc_offset_min);
}
commands::PutTaxCategory::Rate rate_of(const Json& entry, std::vector<FieldError>& errors, std::string pointer,
                                       bool included) {
  static constexpr std::array<std::string_view, 2> kinds{"percent", "fixed_per_unit"};
  JsonFields fields{entry, errors, std::move(pointer)};
  commands::PutTaxCategory::Rate rate;
  rate.code = fields.text("code", 40);
  rate.name = fields.text("name", 80);
  if (const auto kind = fields.maybe_word("kind", kinds))
    rate.kind = taxes::parse_tax_kind(*kind).value_or(taxes::TaxKind::percent);
  const auto percent = fields.maybe_decimal("rate");
  if (percent) {
    const auto parsed = parse_percent(*percent);
    if (parsed)
      rate.rate = *parsed;
    else
      fields.complain("rate", "must be a plain decimal with at most 6 decimals");
  } else if (rate.kind == taxes::TaxKind::percent) {
    fields.complain("rate", "is required");
  }
  rate.amount = fields.maybe_integer("amount", 0, most_money).value_or(0);
  rate.included = fields.flag("included", included);
  rate.from = fields.maybe_time("from");
  rate.to = fields.maybe_time("to");
  fields.finish();
  return rate;
}
Result<Answer> put_tax_category(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::PutTaxCategory command;
  command.code = TRY(input.code(0));
  command.name = fields.text("name", 80);
  command.eaten_in_as = fields.maybe_text("eatIn", 50);
  command.taken_away_as = fields.maybe_text("takeAway", 50);
  for (const Json& entry : fields.array("destinations", false, 300)) {
    JsonFields destination{entry, errors, "/destinations/" + std::to_string(command.destinations.size())};
    command.destinations.push_back({destination.text("place", 6), destination.text("taxedAs", 50)});
    destination.finish();
  }
  for (const Json& entry : fields.array("rates", true, 20))
    command.rates.push_back(
        rate_of(entry, errors, "/rates/" + std::to_string(command.rates.size()), context.site.prices_include_tax));
  if (command.rates.empty() && errors.empty()) fields.complain("rates", "must have at least one rate");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::put_tax_category(tx, command, context));
  return tax_category_answer(tx.connection(), command.code, context.utc_offset_min);
}
}  // namespace

void add_tax_routes(Api& api) {
  api.read(Method::get, "/v1/tax-categories", Access::session(), &list_tax_categories);
  api.read(Method::get, "/v1/tax-categories/{code}", Access::session(), &get_tax_category);
  api.write(Method::put, "/v1/tax-categories/{code}", Access::session(Permission::catalogue_edit), &put_tax_category);
}
}  // namespace holdfast::routes
