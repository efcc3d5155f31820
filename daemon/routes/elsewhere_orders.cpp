#include "commands/permit.h"
#include "hub_calls/hub_calls.h"
#include "receipts/receipt_keys.h"
#include "routes/elsewhere_answers.h"
#include "routes/elsewhere_order.h"
#include "routes/elsewhere_routes.h"

// Finding another store's order: by the hub, or by its receipt's signed code.
namespace holdfast::routes {
namespace {
using http::Method;
using hub_calls::Heard;
using hub_calls::HubCalls;

Result<std::string> question_of(const Input& input) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  const auto order = input.http.query_value("orderId"), receipt = input.http.query_value("receiptNumber");
  if (order && !parse_uuid(*order)) return refuse(ErrorCode::invalid_argument, "orderId is a UUID");
  if (!order && (!receipt || receipt->empty() || receipt->size() > 64))
    return refuse(ErrorCode::invalid_argument, "name the order by receiptNumber or by orderId");
  json.optional("orderId", order).optional("receiptNumber", receipt);
  json.optional("siteId", input.http.query_value("siteId")).end_object();
  return out;
}

/// What the hub found is kept, so that a return can be worked out from it.
Result<Answer> keep_found(const std::string& body, db::Transaction& tx, commands::Context& context) {
  const Json answer = TRY(parse_json(body));
  const Json* list = answer.find("orders");
  Answer out;
  JsonWriter json{out.body};
  json.begin_object().key("orders").begin_array();
  if (list != nullptr && list->is_array())
    for (const Json& each : list->items()) {
      const orders::ForeignOrder order = foreign_order_of(each);
      if (order.site_id != context.site.site_id) orders::save(tx, order, context.now);
      append_foreign(json, tx.connection(), order, &each);
    }
  json.end_array().end_object();
  return out;
}

void find_orders(HubCalls& calls, const Input& input, store::Store& store, const Told& told) {
  const auto question = question_of(input);
  if (!question) return told(tl::unexpected<Error>(question.error()));
  hub_calls::Wish wish;
  wish.operation = "return.lookup";
  wish.kind = realtime::Kind::lookup;
  wish.dependency = capabilities::Dependency::stores;
  wish.request = *question;
  wish.id = calls.new_id();
  calls.ask(std::move(wish), [told, &store](const Heard& heard) {
    if (!heard.answered()) return told(tl::unexpected<Error>(error_of(heard, "return.otherStore", store)));
    told(std::variant<Answer, store::Write>{
        store::Write{[body = heard.body](db::Transaction& tx, commands::Context& context) {
          return keep_found(body, tx, context);
        }}});
  });
}

/// The key that signed it, among those that go by its id; the revoked one too, as that is worth telling.
std::optional<receipts::KnownKey> signer_of(const receipts::UncheckedReceipt& receipt,
                                            const std::vector<receipts::KnownKey>& keys) {
  for (const receipts::KnownKey& key : keys)
    if (receipts::is_signed_by(receipt, key.public_key)) return key;
  return std::nullopt;
}

/// `{state, own, order?}`; state: good, unknownKey, badSignature, revokedKey, unreadable.
Result<Answer> verify(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string code = fields.text("code", 8'000);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  Answer out;
  JsonWriter json{out.body};
  const auto plain = [&](std::string_view state) {
    json.begin_object().member("state", state).member("own", false).end_object();
    return out;
  };
  const auto opened = receipts::open_code(code);
  if (!opened) return plain("unreadable");
  const auto keys = receipts::find_known_keys(tx.connection(), opened->key_id, context.site.site_id);
  if (keys.empty()) return plain("unknownKey");
  const auto signer = signer_of(*opened, keys);
  if (!signer) return plain("badSignature");
  const auto receipt = receipts::read(*opened);
  if (!receipt) return plain("unreadable");
  const bool own = signer->site_id == context.site.site_id;
  const orders::ForeignOrder order = foreign_order_of(*receipt, signer->site_id, signer->site_name);
  json.begin_object().member("state", signer->revoked ? "revokedKey" : "good").member("own", own);
  if (!signer->revoked && !own) orders::save(tx, order, context.now);
  json.key("order");
  append_foreign(json, tx.connection(), order, nullptr);
  json.end_object();
  return out;
}
}  // namespace

void add_elsewhere_orders(Api& api, HubCalls& calls) {
  api.ask(Method::get, "/v1/elsewhere/orders", Access::session(),
          [&calls](const Input& input, const store::Call&, store::Store& store, const Told& told) {
            find_orders(calls, input, store, told);
          });
  api.write(Method::post, "/v1/receipts/verify", Access::session(), &verify);
}
}  // namespace holdfast::routes
