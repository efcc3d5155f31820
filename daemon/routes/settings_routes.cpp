#include <array>
#include <memory>

#include "commands/change_settings.h"
#include "commands/pair_terminal.h"
#include "routes/all_routes.h"
#include "routes/list.h"
#include "routes/secrets.h"
#include "shifts/shift.h"

namespace holdfast::routes {
namespace {
using http::Method;
constexpr std::int64_t most_money = 1'000'000'000'000;
constexpr std::size_t longest_code = 40;

Result<std::string> code_of(const Input& input) {
  const std::string& code = input.param(0);
  if (code.empty() || code.size() > longest_code) return refuse(ErrorCode::invalid_argument, "a code has 1 to 40 bytes");
  return code;
}

// Registers and terminals ---------------------------------------------------------------------------------------------
void append_register(JsonWriter& json, const commands::Register& reg, const std::optional<shifts::Shift>& shift, int utc_offset_min) {
  json.begin_object().member("id", reg.id).member("number", reg.number).member("name", reg.name).member("active", reg.active).key("openShift");
  if (shift)
    json.begin_object().member("shiftId", shift->id).member("number", shift->number).key("openedAt").time(shift->opened_at, utc_offset_min).end_object();
  else
    json.null();
  json.end_object();
}
Result<Answer> list_registers(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(list_json(commands::reference(connection, context.site, context.now).registers,
                      [&](JsonWriter& json, const commands::Register& reg) {
                        append_register(json, reg, shifts::find_open(connection, reg.row), context.utc_offset_min);
                      }));
}
Result<Answer> create_register(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::CreateRegister command;
  command.number = static_cast<int>(fields.integer("number", 1, 9999));
  command.name = fields.text("name", 80);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const commands::Register made = TRY(commands::create_register(tx, command, context));
  return created(body_of(made, [&](JsonWriter& json, const commands::Register& reg) { append_register(json, reg, {}, context.utc_offset_min); }),
                 "/v1/registers/" + to_string(made.id));
}

Result<Answer> list_terminals(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(list_json(staff::terminals(connection), [&](JsonWriter& json, const staff::Terminal& terminal) {
    json.begin_object().member("id", terminal.id).member("name", terminal.name).nullable("registerId", terminal.register_id);
    json.key("pairedAt").time(terminal.paired, context.utc_offset_min);
    append_time(json, "revokedAt", terminal.revoked, context.utc_offset_min);
    json.end_object();
  }));
}
Result<Answer> create_pairing_code(const Input& input, const Secrets& secrets, db::Transaction& tx, commands::Context& context) {
  commands::CreatePairingCode command;
  if (!input.body.is_null()) {
    std::vector<FieldError> errors;
    JsonFields fields{input.body, errors};
    command.register_id = fields.maybe_uuid("registerId");
    command.uses = fields.maybe_integer("uses", 1, 1000).value_or(1);
    fields.finish();
    TRY(accept_fields(std::move(errors)));
  }
  command.random = secrets.number();
  const commands::NewPairingCode made = TRY(commands::create_pairing_code(tx, command, context));
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("code", made.code).key("expiresAt").time(made.expires, context.utc_offset_min);
  json.nullable("registerId", made.register_id).end_object();
  Answer answer = created(std::move(out), {});
  answer.secret = true;
  return answer;
}
Result<Answer> revoke_terminal(const Input& input, db::Transaction& tx, commands::Context& context) {
  TRY(commands::revoke_terminal(tx, TRY(input.id(0)), context));
  Answer answer;
  answer.status = 204;
  answer.tokens_changed = true;
  return answer;
}

// Tenders -------------------------------------------------------------------------------------------------------------
void append_tender(JsonWriter& json, const payments::Tender& tender) {
  json.begin_object().member("code", tender.code).member("name", tender.name).member("kind", payments::name_of(tender.kind));
  json.member("currency", tender.currency);
  json.nullable("rate", tender.rate_micro ? std::optional{format_scaled(*tender.rate_micro, 6, true)} : std::nullopt);
  json.member("roundingStep", tender.rounding_step).member("roundingMode", name_of(tender.rounding_mode));
  json.member("givesChange", tender.gives_change).member("opensDrawer", tender.opens_drawer).nullable("maxAmount", tender.max_amount);
  json.member("active", tender.active).end_object();
}
Result<Answer> list_tenders(const Input&, db::Connection& connection, const ReadContext&) {
  return ok(list_json(payments::load_tenders(connection), append_tender));
}
Result<Answer> put_tender(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 6> kinds{"cash", "foreign_cash", "card", "voucher", "account", "other"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  payments::Tender tender;
  tender.code = TRY(code_of(input));
  tender.name = fields.text("name", 80);
  tender.kind = payments::parse_tender_kind(fields.word("kind", kinds)).value_or(payments::TenderKind::other);
  const bool cash = tender.kind == payments::TenderKind::cash || tender.kind == payments::TenderKind::foreign_cash;
  tender.currency = fields.text("currency", 3);
  if (const auto rate = fields.maybe_decimal("rate")) {
    tender.rate_micro = parse_scaled(*rate, 6);
    if (!tender.rate_micro) fields.complain("rate", "must be a plain decimal with at most 6 decimals");
  }
  tender.rounding_step = fields.maybe_integer("roundingStep", 1, 100'000).value_or(1);
  if (const auto mode = fields.maybe_text("roundingMode", 20)) {
    const auto parsed = parse_rounding(*mode);
    if (parsed) tender.rounding_mode = *parsed;
    else fields.complain("roundingMode", "is no way to round we know");
  }
  tender.gives_change = fields.flag("givesChange", cash);
  tender.opens_drawer = fields.flag("opensDrawer", cash);
  tender.max_amount = fields.maybe_integer("maxAmount", 1, most_money);
  tender.active = fields.flag("active", true);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return ok(body_of(TRY(commands::put_tender(tx, std::move(tender), context)), append_tender));
}

// Taxes ---------------------------------------------------------------------------------------------------------------
void append_rates(JsonWriter& json, db::Connection& connection, std::int64_t category, int utc_offset_min) {
  db::Statement& rows = connection.prepare(
      "SELECT code, name, kind, rate_micro, amount, included, from_us, to_us FROM tax_rate WHERE tax_category_id = ? ORDER BY position, id");
  rows.all(category);
  json.key("rates").begin_array();
  while (rows.step()) {
    json.begin_object().member("code", rows.text(0)).member("name", rows.text(1)).member("kind", rows.text(2));
    json.member("rate", to_string(Percent::from_micro(rows.integer(3)))).member("amount", rows.integer(4)).member("included", rows.flag(5));
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
  db::Statement& rows = connection.prepare("SELECT id, code, name FROM tax_category WHERE ?1 = '' OR code = ?1 ORDER BY id");
  rows.all(code);
  while (rows.step()) found.push_back({rows.integer(0), rows.string(1), rows.string(2)});
  return found;
}
void append_tax_category(JsonWriter& json, db::Connection& connection, const TaxCategory& category, int utc_offset_min) {
  json.begin_object().member("code", category.code).member("name", category.name);
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
  return tax_category_answer(connection, TRY(code_of(input)), context.utc_offset_min);
}
commands::PutTaxCategory::Rate rate_of(const Json& entry, std::vector<FieldError>& errors, std::string pointer, bool included) {
  static constexpr std::array<std::string_view, 2> kinds{"percent", "fixed_per_unit"};
  JsonFields fields{entry, errors, std::move(pointer)};
  commands::PutTaxCategory::Rate rate;
  rate.code = fields.text("code", 40);
  rate.name = fields.text("name", 80);
  if (const auto kind = fields.maybe_word("kind", kinds)) rate.kind = taxes::parse_tax_kind(*kind).value_or(taxes::TaxKind::percent);
  const auto percent = fields.maybe_decimal("rate");
  if (percent) {
    const auto parsed = parse_percent(*percent);
    if (parsed) rate.rate = *parsed;
    else fields.complain("rate", "must be a plain decimal with at most 6 decimals");
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
  command.code = TRY(code_of(input));
  command.name = fields.text("name", 80);
  for (const Json& entry : fields.array("rates", true, 20))
    command.rates.push_back(
        rate_of(entry, errors, "/rates/" + std::to_string(command.rates.size()), context.site.prices_include_tax));
  if (command.rates.empty() && errors.empty()) fields.complain("rates", "must have at least one rate");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::put_tax_category(tx, command, context));
  return tax_category_answer(tx.connection(), command.code, context.utc_offset_min);
}

// The site ------------------------------------------------------------------------------------------------------------
void append_lines(JsonWriter& json, std::string_view name, const std::vector<std::string>& lines) {
  json.key(name).begin_array();
  for (const std::string& line : lines) json.value(line);
  json.end_array();
}
void append_site(JsonWriter& json, const Site& site) {
  const SitePolicy& policy = site.policy;
  json.begin_object().member("siteId", site.site_id).member("name", site.name).member("country", site.country);
  json.member("currency", site.currency.code()).member("timeZone", site.time_zone).member("locale", site.locale);
  json.member("pricesIncludeTax", site.prices_include_tax).member("taxNumber", site.tax_number);
  append_lines(json, "address", site.address);
  append_lines(json, "receiptFooter", site.receipt_footer);
  json.key("policy").begin_object().member("maxLineQuantity", policy.max_line_quantity).member("maxLines", policy.max_lines);
  json.member("maxUnlistedPrice", policy.max_unlisted_price).member("varianceLimit", policy.variance_limit);
  json.member("cartDays", policy.cart_days).member("sessionHours", policy.session_hours).member("historyDays", policy.history_days);
  json.member("carryOverCarts", policy.carry_over_carts).member("blindClose", policy.blind_close).end_object().end_object();
}
std::optional<std::vector<std::string>> lines_of(JsonFields& fields, const Json& body, std::string_view name) {
  std::vector<std::string> lines;
  for (const Json& entry : fields.array(name, false, 20)) {
    if (!entry.is_string() || entry.text().size() > 200) fields.complain(name, "must be lines of text");
    lines.push_back(entry.text());
  }
  return body.find(name) == nullptr ? std::nullopt : std::optional{std::move(lines)};
}
Result<Answer> get_site(const Input&, db::Connection&, const ReadContext& context) { return ok(body_of(context.site, append_site)); }
Result<Answer> patch_site(const Input& input, db::Transaction& tx, commands::Context& context) {
  constexpr std::int64_t century = 36'500;
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::ChangeSite command;
  command.name = fields.maybe_text("name", 120);
  command.locale = fields.maybe_text("locale", 35);
  command.tax_number = fields.maybe_text("taxNumber", 40);
  command.address = lines_of(fields, input.body, "address");
  command.receipt_footer = lines_of(fields, input.body, "receiptFooter");
  if (const Json* given = fields.maybe_object("policy")) {
    JsonFields policy{*given, errors, "/policy"};
    command.max_line_quantity = policy.maybe_integer("maxLineQuantity", 1, 1'000'000'000);
    command.max_lines = policy.maybe_integer("maxLines", 1, 30'000);
    command.max_unlisted_price = policy.maybe_integer("maxUnlistedPrice", 0, most_money);
    command.variance_limit = policy.maybe_integer("varianceLimit", 0, most_money);
    command.cart_days = policy.maybe_integer("cartDays", 1, century);
    command.session_hours = policy.maybe_integer("sessionHours", 1, 24 * 31);
    command.history_days = policy.maybe_integer("historyDays", 1, century);
    command.carry_over_carts = policy.maybe_flag("carryOverCarts");
    command.blind_close = policy.maybe_flag("blindClose");
    policy.finish();
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  Answer answer = ok(body_of(TRY(commands::change_site(tx, command, context)), append_site));
  answer.site_changed = true;
  return answer;
}
}  // namespace

void add_settings_routes(Api& api) {
  const auto secrets = std::make_shared<const Secrets>(secrets_of(api));
  const Access devices = Access::session(Permission::device_admin);
  const Access catalogue = Access::session(Permission::catalogue_edit);
  api.read(Method::get, "/v1/registers", Access::terminal(), &list_registers);
  api.write(Method::post, "/v1/registers", devices, &create_register);
  api.read(Method::get, "/v1/terminals", devices, &list_terminals);
  api.write(Method::delete_, "/v1/terminals/{id}", devices, &revoke_terminal);
  api.write(Method::post, "/v1/pairing-codes", devices, [secrets](const Input& input, db::Transaction& tx, commands::Context& context) {
    return create_pairing_code(input, *secrets, tx, context);
  });
  api.read(Method::get, "/v1/tenders", Access::session(), &list_tenders);
  api.write(Method::put, "/v1/tenders/{code}", catalogue, &put_tender);
  api.read(Method::get, "/v1/tax-categories", Access::session(), &list_tax_categories);
  api.read(Method::get, "/v1/tax-categories/{code}", Access::session(), &get_tax_category);
  api.write(Method::put, "/v1/tax-categories/{code}", catalogue, &put_tax_category);
  api.read(Method::get, "/v1/site", Access::session(), &get_site);
  api.write(Method::patch, "/v1/site", devices, &patch_site);
}
}  // namespace holdfast::routes
