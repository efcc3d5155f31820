#include "base/json_writer.h"
#include "eft/virtual_nexo.h"

/// The payloads of the virtual terminal's answers.
namespace holdfast::eft {
namespace {
std::string shown(const VirtualCard& card, bool whole) {
  return whole ? card.number : card.number.substr(0, 6) + " **** " + card.number.substr(card.number.size() - 4);
}
void write_poi_data(JsonWriter& json, const VirtualEntry& entry) {
  json.key("POIData").begin_object().key("POITransactionID").begin_object().member("TransactionID", entry.transaction);
  json.key("TimeStamp").time(entry.at, 0).end_object().member("POIReconciliationID", "1000").end_object();
}
void write_success(JsonWriter& json) { json.key("Response").begin_object().member("Result", "Success").end_object(); }
void write_receipts(JsonWriter& json, const std::vector<std::string>& lines) {
  json.key("PaymentReceipt").begin_array();
  for (const std::string_view copy : {"CashierReceipt", "CustomerReceipt"}) {
    json.begin_object().member("DocumentQualifier", copy).member("RequiredSignatureFlag", false);
    json.key("OutputContent").begin_object().member("OutputFormat", "Text").key("OutputText").begin_array();
    for (const std::string& line : lines)
      json.begin_object().member("Text", line).member("EndOfLineFlag", true).end_object();
    json.end_array().end_object().end_object();
  }
  json.end_array();
}
}  // namespace

std::string VirtualNexo::payment_payload(const VirtualEntry& entry) const {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object();
  write_success(json);
  json.key("SaleData").begin_object().key("SaleTransactionID").begin_object();
  const Json* sale = running_->body.find("SaleData");
  const Json* id = sale != nullptr ? sale->find("SaleTransactionID") : nullptr;
  const Json* number = id != nullptr ? id->find("TransactionID") : nullptr;
  json.member("TransactionID", number != nullptr ? number->text() : std::string{}).end_object().end_object();
  write_poi_data(json, entry);
  json.key("PaymentResult")
      .begin_object()
      .member("PaymentType", entry.kind == PaymentKind::refund ? "Refund" : "Normal");
  json.key("PaymentInstrumentData")
      .begin_object()
      .member("PaymentInstrumentType", "Card")
      .key("CardData")
      .begin_object();
  json.member("PaymentBrand", "mc").member("MaskedPan", shown(card_, settings_.shows_card_number));
  json.key("EntryMode").begin_array().value("Tapped").end_array().end_object().end_object();
  json.key("AmountsResp").begin_object().member("Currency", settings_.currency.code());
  json.key("AuthorizedAmount").raw(to_decimal(Money{entry.amount, settings_.currency}));
  const auto on_top = [&](std::string_view name, std::int64_t amount) {
    if (amount != 0 || entry.on_top_wanted) json.key(name).raw(to_decimal(Money{amount, settings_.currency}));
  };
  on_top("TipAmount", entry.tip);
  on_top("CashBackAmount", entry.cashback);
  json.end_object();
  json.member("OnlineFlag", true)
      .key("PaymentAcquirerData")
      .begin_object()
      .member("ApprovalCode", "123456")
      .end_object();
  json.end_object();
  write_receipts(json, {"name=Card&value=" + shown(card_, settings_.shows_card_number) + "&key=pan", "key=filler",
                        "name=APPROVED&key=approved"});
  json.end_object();
  return payload;
}

std::string VirtualNexo::reversal_payload(const VirtualEntry& entry) const {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object();
  write_success(json);
  write_poi_data(json, entry);
  json.key("ReversedAmount").raw(to_decimal(Money{entry.amount, settings_.currency}));
  write_receipts(json, {"name=VOID&key=void"});
  json.end_object();
  return payload;
}

std::string VirtualNexo::status_payload(const NexoMessage& request) const {
  const Json* reference = request.body.find("MessageReference");
  const auto member = [&](std::string_view name) {
    const Json* found = reference != nullptr && reference->is_object() ? reference->find(name) : nullptr;
    return found != nullptr && found->is_string() ? found->text() : std::string{};
  };
  const std::string key = member("SaleID") + "/" + member("ServiceID");
  if (running_ && running_->header.sale_id + "/" + running_->header.service_id == key) return failure("InProgress");
  const auto kept = answers_.find(key);
  if (kept == answers_.end()) return failure("NotFound");
  // The kept message is `{"SaleToPOIResponse":{"MessageHeader":{…},"PaymentResponse":{…}}}`: its parts go into ours.
  const auto header_at = kept->second.find("\"MessageHeader\":");
  const auto body_at = kept->second.find("},\"", header_at) + 2;
  const std::string header = kept->second.substr(header_at, body_at - 1 - header_at);
  const std::string body = kept->second.substr(body_at, kept->second.size() - 2 - body_at);
  return "{\"Response\":{\"Result\":\"Success\"},\"RepeatedMessageResponse\":{" + header +
         ",\"RepeatedResponseMessageBody\":{" + body + "}}}";
}

std::string VirtualNexo::totals_payload() {
  std::int64_t count = 0, sales = 0, refunds = 0, refund_count = 0;
  for (std::size_t i = batch_from_; i < journal_.entries.size(); ++i) {
    const VirtualEntry& entry = journal_.entries[i];
    if (entry.state == VirtualEntry::State::undone || entry.kind == PaymentKind::reversal) continue;
    (entry.kind == PaymentKind::refund ? refunds : sales) += entry.amount;
    ++(entry.kind == PaymentKind::refund ? refund_count : count);
  }
  batch_from_ = journal_.entries.size();
  std::string payload;
  JsonWriter json{payload};
  json.begin_object();
  write_success(json);
  json.member("ReconciliationType", "SaleReconciliation")
      .member("POIReconciliationID", "1000")
      .key("TransactionTotals")
      .begin_array();
  json.begin_object()
      .member("PaymentInstrumentType", "Card")
      .member("PaymentBrand", "mc")
      .key("PaymentTotals")
      .begin_array();
  const auto total = [&](std::string_view type, std::int64_t number, std::int64_t amount) {
    json.begin_object().member("TransactionType", type).member("TransactionCount", number);
    json.key("TransactionAmount").raw(to_decimal(Money{amount, settings_.currency})).end_object();
  };
  total("Debit", count, sales);
  total("Credit", refund_count, refunds);
  json.end_array().end_object().end_array().end_object();
  return payload;
}
}  // namespace holdfast::eft
