#include "commands/check_fraud.h"
#include "hub_calls/hub_calls.h"
#include "routes/elsewhere_routes.h"

// Asking the hub about a sale before it is paid; what it says binds the payment.
namespace holdfast::routes {
namespace {
using http::Method;
using hub_calls::Heard;

store::Write keep(commands::FraudCheck check) {
  return [check = std::move(check)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    TRY(commands::keep_fraud_check(tx, check, context));
    Answer out;
    JsonWriter json{out.body};
    json.begin_object().member("cartId", check.cart).member("verdict", check.verdict).member("amount", check.amount);
    json.nullable("rule", check.rule).nullable("reason", check.reason).nullable("rulesVersion", check.rules_version);
    json.end_object();
    return out;
  };
}

void check_cart(hub_calls::HubCalls& calls, const Input& input, store::Store& store, const Told& told) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const auto card = fields.maybe_text("card", 100);
  fields.finish();
  if (const auto good = accept_fields(std::move(errors)); !good) return told(tl::unexpected<Error>(good.error()));
  commands::FraudCheck check;
  std::string request;
  const auto read =
      store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
        check.cart = TRY(input.id(0));
        const commands::FraudQuestion question =
            TRY(commands::fraud_question(connection, check.cart, card, context.site, context.now));
        check.amount = question.amount;
        request = question.request;
        return Answer{};
      });
  if (!read) return told(tl::unexpected<Error>(read.error()));
  hub_calls::Wish wish{.operation = "fraud.check",
                       .kind = realtime::Kind::fraud_check,
                       .dependency = capabilities::Dependency::fraud,
                       .request = std::move(request),
                       .id = calls.new_id()};
  calls.ask(wish, [told, check, id = wish.id](const Heard& heard) mutable {
    if (heard.answered()) commands::take_verdict(check, heard.body, id);
    told(std::variant<Answer, store::Write>{keep(std::move(check))});
  });
}
}  // namespace

void add_fraud_routes(Api& api, hub_calls::HubCalls& calls) {
  api.ask(Method::post, "/v1/carts/{id}/fraud-check", Access::session(Permission::sell),
          [&calls](const Input& input, const store::Call&, store::Store& store, const Told& told) {
            check_cart(calls, input, store, told);
          });
}
}  // namespace holdfast::routes
