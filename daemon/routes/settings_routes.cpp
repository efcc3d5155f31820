#include <array>
#include <memory>

#include "commands/change_settings.h"
#include "commands/pair_terminal.h"
#include "money/most_money.h"
#include "routes/all_routes.h"
#include "routes/list.h"
#include "routes/secrets.h"
#include "shifts/shift.h"

namespace holdfast::routes {
namespace {
using http::Method;

// Registers and terminals ---------------------------------------------------------------------------------------------
void append_register(JsonWriter& json, const commands::Register& reg, const std::optional<shifts::Shift>& shift,
                     int utc_offset_min) {
  json.begin_object()
      .member("id", reg.id)
      .member("number", reg.number)
      .member("name", reg.name)
      .member("active", reg.active)
      .key("openShift");
  if (shift)
    json.begin_object()
        .member("shiftId", shift->id)
        .member("number", shift->number)
        .key("openedAt")
        .time(shift->opened_at, utc_offset_min)
        .end_object();
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
  return created(
      body_of(made, [&](JsonWriter& json,
                        const commands::Register& reg) { append_register(json, reg, {}, context.utc_offset_min); }),
      "/v1/registers/" + to_string(made.id));
}

void append_terminal(JsonWriter& json, const staff::Terminal& terminal, int utc_offset_min) {
  json.begin_object()
      .member("id", terminal.id)
      .member("name", terminal.name)
      .nullable("registerId", terminal.register_id)
      .member("kind", terminal.kind);
  json.key("pairedAt").time(terminal.paired, utc_offset_min);
  append_time(json, "revokedAt", terminal.revoked, utc_offset_min);
  append_time(json, "tokenAt", terminal.token_at, utc_offset_min);
  json.member("tokenOrdered", terminal.token_ordered.has_value()).end_object();
}
Result<Answer> list_terminals(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(list_json(staff::terminals(connection), [&](JsonWriter& json, const staff::Terminal& terminal) {
    append_terminal(json, terminal, context.utc_offset_min);
  }));
}
Result<Answer> own_terminal(const Input&, db::Connection& connection, const ReadContext& context) {
  const auto terminal = staff::find_terminal(connection, context.actor->terminal);
  if (!terminal) return refuse(ErrorCode::not_found, "this is no terminal");
  return ok(body_of(*terminal, [&](JsonWriter& json, const staff::Terminal& own) {
    append_terminal(json, own, context.utc_offset_min);
  }));
}
Result<Answer> create_pairing_code(const Input& input, const Secrets& secrets, db::Transaction& tx,
                                   commands::Context& context) {
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
Answer revoked() {
  Answer answer;
  answer.status = 204;
  answer.tokens_changed = true;
  return answer;
}
Result<Answer> revoke_terminal(const Input& input, db::Transaction& tx, commands::Context& context) {
  TRY(commands::revoke_terminal(tx, TRY(input.id(0)), context));
  return revoked();
}
Result<Answer> leave_store(const Input&, db::Transaction& tx, commands::Context& context) {
  TRY(commands::leave_store(tx, context));
  return revoked();
}

// Tenders -------------------------------------------------------------------------------------------------------------
void append_tender(JsonWriter& json, const payments::Tender& tender) {
  json.begin_object()
      .member("code", tender.code)
      .member("name", tender.name)
      .member("kind", payments::name_of(tender.kind));
  json.member("currency", tender.currency);
  json.nullable("rate", tender.rate_micro ? std::optional{format_scaled(*tender.rate_micro, 6, true)} : std::nullopt);
  json.member("roundingStep", tender.rounding_step).member("roundingMode", name_of(tender.rounding_mode));
  json.member("givesChange", tender.gives_change)
      .member("opensDrawer", tender.opens_drawer)
      .nullable("maxAmount", tender.max_amount);
  json.member("active", tender.active);
  payments::append_json(json.key("tips"), tender.tips);
  json.end_object();
}
Result<Answer> list_tenders(const Input&, db::Connection& connection, const ReadContext&) {
  return ok(list_json(payments::load_tenders(connection), append_tender));
}
Result<Answer> put_tender(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 8> kinds{"cash",    "foreign_cash", "card",      "voucher",
                                                        "account", "other",        "gift_card", "points"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  payments::Tender tender;
  tender.code = TRY(input.code(0));
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
    if (parsed)
      tender.rounding_mode = *parsed;
    else
      fields.complain("roundingMode", "is no way to round we know");
  }
  tender.gives_change = fields.flag("givesChange", cash);
  tender.opens_drawer = fields.flag("opensDrawer", cash);
  tender.max_amount = fields.maybe_integer("maxAmount", 1, most_money);
  tender.active = fields.flag("active", true);
  tender.tips = payments::read_tip_policy(fields, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return ok(body_of(TRY(commands::put_tender(tx, std::move(tender), context)), append_tender));
}
}  // namespace

void add_settings_routes(Api& api) {
  const auto secrets = std::make_shared<const Secrets>(secrets_of(api));
  const Access devices = Access::session(Permission::device_admin);
  const Access catalogue = Access::session(Permission::catalogue_edit);
  api.read(Method::get, "/v1/registers", Access::terminal(), &list_registers);
  api.write(Method::post, "/v1/registers", devices, &create_register);
  api.read(Method::get, "/v1/terminals", devices, &list_terminals);
  api.read(Method::get, "/v1/terminals/current", Access::terminal(), &own_terminal);
  // Not `devices`: the manager may consent at the till that is to leave. The command judges.
  api.write(Method::delete_, "/v1/terminals/current", Access::session(), &leave_store);
  api.write(Method::delete_, "/v1/terminals/{id}", devices, &revoke_terminal);
  api.write(Method::post, "/v1/pairing-codes", devices,
            [secrets](const Input& input, db::Transaction& tx, commands::Context& context) {
              return create_pairing_code(input, *secrets, tx, context);
            });
  api.read(Method::get, "/v1/tenders", Access::session(), &list_tenders);
  api.write(Method::put, "/v1/tenders/{code}", catalogue, &put_tender);
}
}  // namespace holdfast::routes
