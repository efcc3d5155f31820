#include "commands/change_settings.h"
#include "routes/all_routes.h"
#include "routes/list.h"
#include "taxes/tax_rows.h"

namespace holdfast::routes {
namespace {
using http::Method;

void append_rates(JsonWriter& json, db::Connection& connection, std::int64_t category, int utc_offset_min) {
  json.key("rates").begin_array();
  for (const auto& [rate, from, to] : taxes::load_rates(connection, category)) {
    json.begin_object().member("code", rate.code).member("name", rate.name).member("kind", taxes::name_of(rate.kind));
    json.member("rate", to_string(rate.rate))
        .member("amount", rate.amount_per_unit.rounded())
        .member("included", rate.included);
    append_time(json, "from", from, utc_offset_min);
    append_time(json, "to", to, utc_offset_min);
    taxes::append_rare(json, rate);
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
taxes::DatedRate rate_of(const Json& entry, std::vector<FieldError>& errors, std::string pointer, bool included) {
  JsonFields fields{entry, errors, std::move(pointer)};
  const taxes::DatedRate dated = taxes::read_rate(fields, errors, included);
  if (dated.rate.kind != taxes::TaxKind::fixed_per_unit && !dated.rate.exempt && entry.find("rate") == nullptr)
    fields.complain("rate", "is required");
  fields.finish();
  return dated;
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
