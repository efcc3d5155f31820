#include "commands/change_layout.h"
#include "money/quantity.h"
#include "queries/show_layout.h"
#include "routes/all_routes.h"
#include "routes/till_prices.h"

namespace holdfast::routes {
namespace {
using http::Method;

/// What is tapped on costs what it would when it is scanned, so there is no layout without the till's prices.
Result<Answer> shown(db::Connection& connection, const std::optional<layouts::Stored>& stored, const Site& site,
                     Instant now, int utc_offset_min, const std::string& price_for = "till") {
  const queries::ShowProduct as = TRY(show_for(price_for, connection, site, now, utc_offset_min));
  std::string out;
  JsonWriter json{out};
  queries::append_layout(json, connection, stored, site, as, utc_offset_min);
  Answer answer = ok(std::move(out));
  answer.headers.emplace_back("ETag", '"' + std::to_string(stored ? stored->version : 0) + '"');
  return answer;
}

Result<Answer> get_layout(const Input& input, db::Connection& connection, const ReadContext& context) {
  std::optional<std::int64_t> version;
  if (const auto text = input.http.query_value("version")) {
    version = parse_scaled(*text, 0);
    if (!version || *version < 1) return refuse(ErrorCode::invalid_argument, "version is a number from 1");
  }
  const auto stored = layouts::find(connection, version);
  if (version && !stored) return refuse(ErrorCode::not_found, "no layout has version " + std::to_string(*version));
  return shown(connection, stored, context.site, context.now, context.utc_offset_min,
               input.http.query_value("priceFor").value_or("till"));
}

Result<std::optional<std::int64_t>> version_seen(const Input& input) {
  std::string_view tag = input.http.header("If-Match");
  if (tag.empty() || tag == "*") return std::optional<std::int64_t>{};
  if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') tag = tag.substr(1, tag.size() - 2);
  const auto version = parse_scaled(tag, 0);
  if (!version) return refuse(ErrorCode::stale_version, "If-Match names no version of the layout");
  return std::optional<std::int64_t>{*version};
}

Result<Answer> put_layout(const Input& input, db::Transaction& tx, commands::Context& context) {
  commands::PutLayout command;
  command.layout = TRY(layouts::decode(input.body));
  command.if_match = TRY(version_seen(input));
  const layouts::Stored stored = TRY(commands::put_layout(tx, command, context));
  return shown(tx.connection(), stored, context.site, context.now, context.utc_offset_min);
}

Result<Answer> put_plan(const Input& input, db::Transaction& tx, commands::Context& context) {
  commands::PutPlan command;
  command.plan = TRY(layouts::decode(input.body, layouts::Document::plan));
  command.if_match = TRY(version_seen(input));
  const layouts::Stored stored = TRY(commands::put_plan(tx, command, context));
  return shown(tx.connection(), stored, context.site, context.now, context.utc_offset_min);
}
}  // namespace

void add_layout_routes(Api& api) {
  api.read(Method::get, "/v1/layout", Access::terminal(), &get_layout);
  api.write(Method::put, "/v1/layout", Access::session(Permission::catalogue_edit), &put_layout);
  api.write(Method::put, "/v1/layout/plan", Access::session(Permission::catalogue_edit), &put_plan);
}
}  // namespace holdfast::routes
