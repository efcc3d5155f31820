#include "routes/card_routes.h"

#include <array>

#include "commands/pay_by_card.h"
#include "devices/device_rows.h"
#include "payments/card_payment_rows.h"
#include "payments/terminal_report.h"
#include "routes/audited.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;
using payments::CardPayment;

Result<std::optional<Uuid>> uuid_query(const Input& input, std::string_view name) {
  const auto text = input.http.query_value(name);
  if (!text) return std::optional<Uuid>{};
  const auto id = parse_uuid(*text);
  if (!id) return refuse(ErrorCode::invalid_argument, std::string{name} + " is an id");
  return id;
}

Answer accepted() {
  Answer answer = ok("{}");
  answer.status = 202;
  return answer;
}

using Outcome = std::variant<Answer, store::Write>;
Error nobody() { return {ErrorCode::conflict, "no terminal is at this payment now", {}}; }

/// The desk lives on the I/O thread, so everything that asks it runs there.
class CardRoutes {
 public:
  explicit CardRoutes(CardDesk desk) : desk_{std::move(desk)} {}

  Result<Answer> list(const Input& input, db::Connection& connection, const ReadContext& context) const {
    const Page page = TRY(page_of(input));
    payments::CardPaymentFilter filter;
    filter.order = TRY(uuid_query(input, "orderId"));
    filter.device = TRY(uuid_query(input, "deviceId"));
    filter.register_id = TRY(uuid_query(input, "registerId"));
    if (const auto open = input.http.query_value("open")) {
      if (*open != "true" && *open != "false") return refuse(ErrorCode::invalid_argument, "open is true or false");
      filter.open = *open == "true";
    }
    filter.before = TRY(row_of(page));
    filter.limit = page.limit + 1;
    return ok(page_json(
        payments::list_card_payments(connection, filter), page,
        [&](JsonWriter& json, const CardPayment& each) { append(json, each, context.utc_offset_min); },
        [](const CardPayment& each) { return each.row; }));
  }
  Result<Answer> show(const Input& input, db::Connection& connection, const ReadContext& context) const {
    const CardPayment payment = TRY(payments::load_card_payment(connection, TRY(input.id(0))));
    return ok(body_of(payment,
                      [&](JsonWriter& json, const CardPayment& each) { append(json, each, context.utc_offset_min); }));
  }

  /// What no driver has taken up is withdrawn in the store.
  Result<Outcome> abort(const Input& input) const {
    const Uuid id = TRY(input.id(0));
    const Result<> told = desk_.abort ? desk_.abort(id) : tl::unexpected<Error>(nobody());
    if (told) return accepted();
    return store::Write{[id, why = told.error()](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
      const CardPayment payment = TRY(payments::load_card_payment(tx.connection(), id));
      if (payment.state != payments::AttemptState::created) return tl::unexpected<Error>(why);
      TRY(commands::not_started(tx, id, "eft.result.aborted", "", context));
      return accepted();
    }};
  }
  Result<Outcome> answer(const Input& input) const {
    static constexpr std::array<std::string_view, 3> verdicts{"approved", "declined", "aborted"};
    std::vector<FieldError> errors;
    JsonFields fields{input.body, errors};
    CardAnswer given;
    given.number = static_cast<std::uint64_t>(fields.integer("number", 0));
    given.yes = fields.flag("yes", false);
    given.verdict = fields.maybe_word("verdict", verdicts).value_or("");
    given.amount = fields.maybe_integer("amount", 0, 1'000'000'000'000);
    given.text = fields.maybe_text("text", 100).value_or("");
    given.brand = fields.maybe_text("brand", 40).value_or("");
    given.last_four = fields.maybe_text("lastFour", 4).value_or("");
    fields.finish();
    TRY(accept_fields(std::move(errors)));
    if (!desk_.answer) return tl::unexpected<Error>(nobody());
    TRY(desk_.answer(TRY(input.id(0)), given));
    return accepted();
  }
  Result<Outcome> ask_again(const Input& input) const {
    if (!desk_.ask_again) return tl::unexpected<Error>(nobody());
    TRY(desk_.ask_again(TRY(input.id(0))));
    return accepted();
  }
  Result<Outcome> serve(const Input& input) const {
    static constexpr std::array<std::string_view, 5> kinds{"dayEnd", "diagnosis", "initialise", "logIn", "status"};
    std::vector<FieldError> errors;
    JsonFields fields{input.body, errors};
    const std::string kind = fields.word("kind", kinds);
    fields.finish();
    TRY(accept_fields(std::move(errors)));
    if (!desk_.service) return refuse(ErrorCode::conflict, "nobody drives this device");
    const Uuid device = TRY(input.id(0));
    TRY(desk_.service(device, kind));
    return audited({"terminal_service", to_string(device), R"({"kind":")" + kind + R"("})"}, accepted());
  }

 private:
  void append(JsonWriter& json, const CardPayment& payment, int utc_offset_min) const {
    const bool asks = desk_.live && payments::is_live(payment.state);
    payments::append_json(json, payment, utc_offset_min,
                          asks ? desk_.live(payment.id).value_or(payments::Live{}) : payments::Live{});
  }
  CardDesk desk_;
};

Result<Answer> decide(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::DecidePayment command;
  command.id = TRY(input.id(0));
  const auto charged = fields.maybe_flag("charged");
  if (!charged) fields.complain("charged", "is required");
  command.charged = charged.value_or(false);
  command.amount = fields.maybe_integer("amount", 1, 1'000'000'000'000);
  command.reason = fields.text("reason", 500);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const CardPayment payment = TRY(commands::decide_payment(tx, command, context));
  return ok(body_of(payment, [&](JsonWriter& json, const CardPayment& each) {
    payments::append_json(json, each, context.utc_offset_min);
  }));
}

Result<Answer> list_services(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const devices::Device device = TRY(devices::load(connection, TRY(input.id(0))));
  return ok(page_json(
      payments::list_reports(connection, device.id, TRY(row_of(page)), page.limit + 1), page,
      [&](JsonWriter& json, const payments::TerminalReport& each) {
        payments::append_json(json, each, context.utc_offset_min);
      },
      [](const payments::TerminalReport& each) { return each.row; }));
}
}  // namespace

void add_card_routes(Api& api, CardDesk desk) {
  const auto routes = std::make_shared<const CardRoutes>(std::move(desk));
  const auto here = [&](Result<Outcome> (CardRoutes::*run)(const Input&) const) -> HereRoute {
    return [routes, run](const Input& input, const Actor&, store::Store&) { return (routes.get()->*run)(input); };
  };
  const Access anybody = Access::session(), seller = Access::session(Permission::sell);
  api.read_inline(Method::get, "/v1/card-payments", anybody,
                  [routes](const Input& input, db::Connection& connection, const ReadContext& context) {
                    return routes->list(input, connection, context);
                  });
  api.read_inline(Method::get, "/v1/card-payments/{id}", anybody,
                  [routes](const Input& input, db::Connection& connection, const ReadContext& context) {
                    return routes->show(input, connection, context);
                  });
  api.here(Method::post, "/v1/card-payments/{id}/abort", seller, here(&CardRoutes::abort));
  api.here(Method::post, "/v1/card-payments/{id}/answer", seller, here(&CardRoutes::answer));
  api.here(Method::post, "/v1/card-payments/{id}/ask-again", seller, here(&CardRoutes::ask_again));
  api.write(Method::post, "/v1/card-payments/{id}/decide", anybody, &decide);
  api.read(Method::get, "/v1/devices/{id}/services", anybody, &list_services);
  api.here(Method::post, "/v1/devices/{id}/services", Access::session(Permission::shift_close),
           here(&CardRoutes::serve));
  add_offline_card_routes(api);
}
}  // namespace holdfast::routes
