#include "base/json_writer.h"
#include "eft/nexo_message.h"

namespace holdfast::eft {
namespace {
void write_header(JsonWriter& json, const NexoHeader& header) {
  json.key("MessageHeader")
      .begin_object()
      .member("ProtocolVersion", "3.0")
      .member("MessageClass", header.message_class);
  json.member("MessageCategory", header.category).member("MessageType", header.type);
  if (!header.service_id.empty()) json.member("ServiceID", header.service_id);
  if (!header.device_id.empty()) json.member("DeviceID", header.device_id);
  json.member("SaleID", header.sale_id).member("POIID", header.poi_id).end_object();
}
void write_reference(JsonWriter& json, const NexoHeader& header) {
  json.key("MessageReference").begin_object().member("MessageCategory", header.category);
  json.member("SaleID", header.sale_id).member("ServiceID", header.service_id).end_object();
}
void write_sale_data(JsonWriter& json, const PaymentRequest& request, const std::string& sale_transaction,
                     Instant now) {
  json.key("SaleData").begin_object().key("SaleTransactionID").begin_object();
  json.member("TransactionID", sale_transaction).key("TimeStamp").time(now, 0).end_object();
  if (!request.reference.empty()) json.member("SaleReferenceID", request.reference);
  json.end_object();
}
/// What stands between the braces of a payload.
template <class Body>
std::string message(const NexoHeader& header, std::string_view payload_name, Body body) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object();
  body(json);
  json.end_object();
  return nexo_message("SaleToPOIRequest", header, payload_name, payload);
}
}  // namespace

std::string nexo_message(std::string_view envelope, const NexoHeader& header, std::string_view payload_name,
                         std::string_view payload) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key(envelope).begin_object();
  write_header(json, header);
  json.key(payload_name).raw(payload).end_object().end_object();
  return out;
}

std::string nexo_login(const NexoHeader& header, const NexoSaleSoftware& software, Instant now) {
  return message(header, "LoginRequest", [&](JsonWriter& json) {
    json.key("DateTime").time(now, 0).key("SaleSoftware").begin_object();
    json.member("ManufacturerID", software.provider).member("ProviderIdentification", software.provider);
    json.member("ApplicationName", software.application).member("SoftwareVersion", software.version);
    json.member("CertificationCode", software.certification).end_object();
    json.key("SaleTerminalData")
        .begin_object()
        .member("TerminalEnvironment", "Attended")
        .key("SaleCapabilities")
        .begin_array();
    for (const std::string_view capability : {"CashierStatus", "CashierDisplay", "CashierInput", "PrinterReceipt"})
      json.value(capability);
    json.end_array().end_object();
  });
}

std::string nexo_payment(const NexoHeader& header, const PaymentRequest& request, const std::string& sale_transaction,
                         Instant now) {
  return message(header, "PaymentRequest", [&](JsonWriter& json) {
    write_sale_data(json, request, sale_transaction, now);
    json.key("PaymentTransaction").begin_object().key("AmountsReq").begin_object();
    json.member("Currency", request.amount.currency().code()).key("RequestedAmount").raw(to_decimal(request.total()));
    if (request.cashback) json.key("CashBackAmount").raw(to_decimal(*request.cashback));
    if (request.tip) json.key("TipAmount").raw(to_decimal(*request.tip));
    json.end_object().end_object();
    json.key("PaymentData")
        .begin_object()
        .member("PaymentType", request.kind == PaymentKind::refund ? "Refund" : "Normal")
        .end_object();
  });
}

std::string nexo_reversal(const NexoHeader& header, const PaymentRequest& request, const std::string& sale_transaction,
                          const std::string& reason, Instant now) {
  return message(header, "ReversalRequest", [&](JsonWriter& json) {
    json.key("OriginalPOITransaction").begin_object().key("POITransactionID").begin_object();
    json.member("TransactionID", request.original ? request.original->transaction : std::string{});
    json.member("TimeStamp", request.original ? request.original->at : std::string{}).end_object().end_object();
    json.member("ReversalReason", reason).key("ReversedAmount").raw(to_decimal(request.amount));
    write_sale_data(json, request, sale_transaction, now);
  });
}

std::string nexo_status(const NexoHeader& header, const NexoHeader& asked_for) {
  return message(header, "TransactionStatusRequest", [&](JsonWriter& json) {
    write_reference(json, asked_for);
    json.member("ReceiptReprintFlag", true).key("DocumentQualifier").begin_array();
    json.value("CashierReceipt").value("CustomerReceipt").end_array();
  });
}

std::string nexo_abort(const NexoHeader& header, const NexoHeader& running) {
  return message(header, "AbortRequest", [&](JsonWriter& json) {
    json.member("AbortReason", "MerchantAbort");
    write_reference(json, running);
  });
}

std::string nexo_reconciliation(const NexoHeader& header) {
  return message(header, "ReconciliationRequest",
                 [&](JsonWriter& json) { json.member("ReconciliationType", "SaleReconciliation"); });
}
std::string nexo_diagnosis(const NexoHeader& header, bool ask_hosts) {
  return message(header, "DiagnosisRequest", [&](JsonWriter& json) { json.member("HostDiagnosisFlag", ask_hosts); });
}
}  // namespace holdfast::eft
