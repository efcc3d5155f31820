#include <catch2/catch.hpp>

#include "eft/nexo_crypto.h"
#include "eft/nexo_terminal.h"
#include "reference/vectors.h"

namespace holdfast::eft {
namespace {
using namespace reference;
using Values = std::map<std::string, std::string>;
const Currency eur{"EUR", 2};

std::string result_name(const NexoResponse& response) {
  switch (response.result) {
    case NexoResponse::Result::success:
      return "Success";
    case NexoResponse::Result::partial:
      return "Partial";
    case NexoResponse::Result::failure:
      return "Failure";
    case NexoResponse::Result::missing:
      return "";
  }
  return "";
}
void describe_payment(Values& out, const Json& body) {
  const NexoPayment payment = decode_nexo_payment(body, eur);
  out["result"] = result_name(payment.response);
  out["errorCondition"] = payment.response.condition;
  out["poiTransactionId"] = payment.transaction;
  out["saleTransactionId"] = payment.sale_transaction;
  out["authorizedAmount"] = payment.authorized ? std::to_string(*payment.authorized) : "";
  out["currency"] = payment.currency;
  out["paymentBrand"] = payment.card.brand;
  out["maskedPan"] = payment.card.last_four;
}
Values describe(const NexoMessage& message) {
  Values out{{"envelope", message.envelope},
             {"category", message.header.category},
             {"class", message.header.message_class},
             {"type", message.header.type},
             {"serviceId", message.header.service_id},
             {"saleId", message.header.sale_id},
             {"poiId", message.header.poi_id},
             {"deviceId", message.header.device_id},
             {"payload", message.payload}};
  describe_payment(out, message.body);
  if (const Json* event = message.body.find("EventToNotify")) out["event"] = event->text();
  return out;
}
/// The card number is only ever four digits here; amounts are minor units.
std::string wanted_text(std::string_view name, const json::value& value) {
  if (value.is_null()) return "";
  const std::string text = text_of(value);
  if (name == "maskedPan") return text.substr(text.size() - 4);
  if (name == "authorizedAmount") {
    const auto parsed = parse_json(text);
    return parsed ? std::to_string(nexo_minor(&*parsed, eur).value_or(-1)) : "?";
  }
  return text;
}
std::string check_values(const Values& ours, const json::object& expect) {
  for (const auto& [name, value] : expect) {
    if (value.is_object()) continue;
    const auto found = ours.find(std::string{name});
    if (const std::string wrong = compare(found == ours.end() ? "" : found->second, wanted_text(name, value));
        !wrong.empty())
      return std::string{name} + ": " + wrong;
  }
  return {};
}

std::string check_message(const json::object& input, const json::object& expect) {
  const auto opened = open_nexo(json::serialize(input.at("json")), nullptr);
  const auto message = opened ? decode_nexo(*opened) : Result<NexoMessage>{tl::unexpected<Error>(opened.error())};
  if (!message) return "refused: " + message.error().detail;
  Values ours = describe(*message);
  if (message->payload == "PaymentRequest") {
    const Json* sale = message->body.find("SaleData")->find("SaleTransactionID");
    ours["saleTransactionId"] = sale->find("TransactionID")->text();
  }
  if (const std::string wrong = check_values(ours, expect); !wrong.empty()) return wrong;
  const json::value* repeated = expect.if_contains("repeated");
  if (!repeated) return {};
  const NexoStatus status = decode_nexo_status(message->body);
  if (!status.repeated) return "nothing repeated";
  return check_values(describe(*status.repeated), repeated->as_object());
}

std::string check_decrypt(const json::object& input, const json::object& expect) {
  const auto envelope = parse_json(json::serialize(input.at("json")));
  const NexoKey key = derive_nexo_key(text_of(input.at("passphrase")), "", 1);
  const auto plain = unseal_nexo(*envelope, key);
  if (plain.has_value() != flag(expect, "ok")) return plain ? "taken" : "refused";
  if (!plain) return plain.error().detail == "the terminal's message is not authentic" ? "" : "tells what is wrong";
  if (const json::value* text = expect.if_contains("plaintext"))
    return *plain == text->as_string() ? "" : "another text";
  return {};
}
const std::map<std::string, VectorCheck, std::less<>> checks{{"message", check_message}, {"decrypt", check_decrypt}};
}  // namespace

TEST_CASE("Terminal API messages mean what their sources say", "[reference][eft]") {
  CHECK(run_vectors("nexo", checks) == 0);
}

TEST_CASE("a success without transaction id or amount is never taken for paid", "[reference][eft]") {
  PaymentRequest request{.attempt = {},
                         .kind = PaymentKind::sale,
                         .amount = Money{100, eur},
                         .reference = {},
                         .cashback = {},
                         .tip = {},
                         .original = {}};
  int approved = 0;
  for (const json::object& item : load_vectors("nexo")) {
    if (text_of(item.at("kind")) != "message") continue;
    const auto opened = open_nexo(json::serialize(item.at("input").at("json")), nullptr);
    const auto message = decode_nexo(*opened);
    if (!message || message->payload != "PaymentResponse") continue;
    const NexoPayment payment = decode_nexo_payment(message->body, eur);
    NexoNote note;
    note.transaction = payment.sale_transaction;
    const NexoFinding finding = judge_nexo(payment, request, note, true);
    if (!finding.doubtful && is_approval(finding.outcome.verdict)) {
      ++approved;
      CHECK_FALSE(payment.transaction.empty());
      CHECK(payment.authorized.has_value());
    }
  }
  if (!load_vectors("nexo").empty()) CHECK(approved == 3);
}
}  // namespace holdfast::eft
