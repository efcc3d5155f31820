#include <array>

#include "commands/fiscal_receipt.h"
#include "daybook/checks.h"
#include "queries/show_fiscal.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

Result<Answer> get_fiscal(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(queries::show_fiscal(connection, context.utc_offset_min));
}

Result<std::optional<fiscal::Settings>> settings_of(JsonFields& fields, const Site& site) {
  static constexpr std::array<std::string_view, 2> profiles{"none", "rksv"};
  static constexpr std::array<std::string_view, 2> ways{"ask", "postpone"};
  fiscal::Settings settings;
  settings.profile = fields.word("profile", profiles);
  settings.on_failure =
      fields.maybe_word("onFailure", ways) == "ask" ? fiscal::OnFailure::ask : fiscal::OnFailure::postpone;
  settings.cash_box = fields.maybe_text("cashBox", 40).value_or(site.site_id);
  std::erase(settings.cash_box, '_');
  if (const Json* rates = fields.maybe_object("rates"))
    for (const auto& [code, rate] : rates->members()) {
      const auto known = fiscal::parse_rate(rate.text());
      if (known)
        settings.rates.emplace(code, *known);
      else
        fields.complain("rates", "`" + rate.text() + "` is no rate of the regulation");
    }
  if (settings.profile != "rksv") return std::optional<fiscal::Settings>{};
  return std::optional{settings};
}

Result<Answer> put_fiscal(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::SetFiscal command;
  command.settings = TRY(settings_of(fields, context.site));
  if (const Json* given = fields.maybe_object("unit")) {
    JsonFields unit{*given, errors, "/unit"};
    command.unit = commands::SetFiscal::NewUnit{unit.text("serial", 40), unit.text("privateKey", 16'000)};
    unit.finish();
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::set_fiscal(tx, command, context));
  return ok(queries::show_fiscal(tx.connection(), context.utc_offset_min));
}

Result<Answer> put_unit_state(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const bool working = fields.flag("working", true);
  const std::string reason = fields.maybe_text("reason", 200).value_or("");
  if (!working && reason.empty()) fields.complain("reason", "is required");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::set_unit_out(tx, working ? std::string{} : reason, context));
  return ok(queries::show_fiscal(tx.connection(), context.utc_offset_min));
}

Result<Answer> close_box(const Input& input, db::Transaction& tx, commands::Context& context) {
  TRY(commands::close_cash_box(tx, TRY(input.id(0)), context));
  return ok(queries::show_fiscal(tx.connection(), context.utc_offset_min));
}

Result<Answer> list_receipts(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  daybook::ReceiptFilter filter{.state = {}, .before = TRY(row_of(page)), .limit = page.limit + 1};
  if (const auto state = input.http.query_value("state")) {
    filter.state = fiscal::parse_state(*state);
    if (!filter.state) return refuse(ErrorCode::invalid_argument, "no such state: " + std::string{*state});
  }
  return ok(page_json(
      daybook::list_receipts(connection, filter), page,
      [&](JsonWriter& json, const daybook::FiscalReceipt& receipt) {
        queries::append_fiscal_receipt(json, receipt, context.utc_offset_min);
      },
      [](const daybook::FiscalReceipt& receipt) { return receipt.row; }));
}

Result<Answer> get_order_receipt(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Uuid id = TRY(input.id(0));
  db::Statement& row = connection.prepare("SELECT id FROM orders WHERE uuid = ?");
  const std::int64_t order = row.all(id).step() ? row.integer(0) : 0;
  row.reset();
  const auto receipt = daybook::receipt_of_order(connection, order);
  if (!receipt) return refuse(ErrorCode::not_found, "no fiscal unit was asked about " + to_string(id));
  return ok(body_of(*receipt, [&](JsonWriter& json, const daybook::FiscalReceipt& each) {
    queries::append_fiscal_receipt(json, each, context.utc_offset_min);
  }));
}

Result<Answer> decide(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 4> choices{"retry", "postpone", "skip", "markRegistered"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::DecideReceipt command;
  command.row = parse_scaled(input.param(0), 0).value_or(0);
  command.choice = fiscal::parse_choice(fields.word("choice", choices)).value_or(fiscal::Event::retry);
  command.reason = fields.maybe_text("reason", 300).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const daybook::FiscalReceipt receipt = TRY(commands::decide_receipt(tx, command, context));
  return ok(body_of(receipt, [&](JsonWriter& json, const daybook::FiscalReceipt& each) {
    queries::append_fiscal_receipt(json, each, context.utc_offset_min);
  }));
}

Result<Answer> get_dep7(const Input& input, db::Connection& connection, const ReadContext&) {
  const Uuid id = TRY(input.id(0));
  db::Statement& row = connection.prepare(
      "SELECT b.register_id FROM fiscal_box b JOIN register r ON r.id = b.register_id WHERE r.uuid = ?");
  const std::int64_t register_row = row.all(id).step() ? row.integer(0) : 0;
  row.reset();
  if (register_row == 0) return refuse(ErrorCode::not_found, "the register has no cash box of the fiscal unit");
  return ok(queries::dep7(connection, register_row));
}

Result<Answer> check_chains(const Input&, db::Connection& connection, const ReadContext&) {
  const daybook::ChainCheck found = daybook::check_fiscal_chains(connection);
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("sound", found.finding.empty())
      .member("receipts", found.receipts)
      .member("finding", found.finding)
      .end_object();
  return ok(std::move(out));
}
}  // namespace

void add_fiscal_routes(Api& api) {
  const Access devices = Access::session(Permission::device_admin);
  const Access reports = Access::session(Permission::reports);
  api.read(Method::get, "/v1/fiscal", Access::session(), &get_fiscal);
  api.write(Method::put, "/v1/fiscal", devices, &put_fiscal);
  api.write(Method::put, "/v1/fiscal/unit", devices, &put_unit_state);
  api.write(Method::post, "/v1/fiscal/boxes/{id}/closing", devices, &close_box);
  api.read(Method::get, "/v1/fiscal/receipts", Access::session(), &list_receipts);
  api.write(Method::post, "/v1/fiscal/receipts/{id}/decision", Access::session(), &decide);
  api.read(Method::get, "/v1/fiscal/check", reports, &check_chains);
  api.read(Method::get, "/v1/orders/{id}/fiscal", Access::session(), &get_order_receipt);
  api.read(Method::get, "/v1/registers/{id}/dep7", reports, &get_dep7);
}
}  // namespace holdfast::routes
