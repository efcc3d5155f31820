#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "eft/day_totals.h"
#include "eft/payment.h"

/// Messages of the Terminal API (hardware reference 9.2, 9.3). Unknown members are passed over; a missing one never
/// turns into success.
namespace holdfast::eft {
struct NexoHeader {
  std::string message_class = "Service";  ///< Service, Device, Event
  std::string category;
  std::string type = "Request";  ///< Request, Response, Notification
  std::string service_id;
  std::string sale_id;
  std::string poi_id;
  std::string device_id;
  friend bool operator==(const NexoHeader&, const NexoHeader&) = default;
};
struct NexoMessage {
  std::string envelope;  ///< SaleToPOIRequest or SaleToPOIResponse
  NexoHeader header;
  std::string payload;  ///< PaymentResponse …
  Json body;            ///< its object
};
/// From an opened (plain) message.
Result<NexoMessage> decode_nexo(const Json& message);

struct NexoResponse {
  enum class Result { success, partial, failure, missing } result = Result::missing;
  std::string condition;  ///< ErrorCondition
  std::string detail;     ///< a `message=` in AdditionalResponse, scrubbed
};
NexoResponse decode_nexo_response(const Json& payload);

struct NexoPayment {
  NexoResponse response;
  std::string transaction, transaction_at;  ///< POITransactionID
  std::string sale_transaction;
  std::string currency;
  std::optional<std::int64_t> authorized, tip, cashback, reversed;  ///< minor units
  CardFacts card;
  std::string approval_code;
  bool signature = false;
  std::vector<ReceiptLine> receipt;
};
/// A PaymentResponse or ReversalResponse; amounts are read exactly, in `currency`.
NexoPayment decode_nexo_payment(const Json& payload, Currency currency);

struct NexoStatus {
  NexoResponse response;
  std::optional<NexoMessage> repeated;  ///< its payload is a PaymentResponse or ReversalResponse
};
NexoStatus decode_nexo_status(const Json& payload);
DayTotals decode_nexo_totals(const Json& payload, Currency currency);
/// Text of an OutputContent, one string a line.
std::vector<std::string> decode_nexo_output(const Json& output_content);
/// A JSON number in major units; empty when it is none, negative, or finer than the currency.
std::optional<std::int64_t> nexo_minor(const Json* number, Currency currency);

/// --- what we send; each returns the whole plain message ---
struct NexoSaleSoftware {
  std::string provider = "Holdfast";
  std::string application = "Holdfast";
  std::string version = "0";
  std::string certification;
};
std::string nexo_login(const NexoHeader& header, const NexoSaleSoftware& software, Instant now);
std::string nexo_payment(const NexoHeader& header, const PaymentRequest& request, const std::string& sale_transaction,
                         Instant now);
std::string nexo_reversal(const NexoHeader& header, const PaymentRequest& request, const std::string& sale_transaction,
                          const std::string& reason, Instant now);
std::string nexo_status(const NexoHeader& header, const NexoHeader& asked_for);
std::string nexo_abort(const NexoHeader& header, const NexoHeader& running);
std::string nexo_reconciliation(const NexoHeader& header);
std::string nexo_diagnosis(const NexoHeader& header, bool ask_hosts);
/// `payload` is the JSON of one payload object; for the virtual terminal and for answers to device requests.
std::string nexo_message(std::string_view envelope, const NexoHeader& header, std::string_view payload_name,
                         std::string_view payload);
}  // namespace holdfast::eft
