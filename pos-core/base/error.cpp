#include "base/error.h"

#include <array>

#include "base/check.h"

namespace holdfast {
namespace {
using enum ErrorCode;
#define HF_TYPE(name) "urn:holdfast:problem:" name
constexpr std::array rows{
    ErrorRow{malformed_json, HF_TYPE("malformed-json"), "The body is not JSON", 400, "InvalidArgumentError", false},
    ErrorRow{invalid_body, HF_TYPE("invalid-body"), "The body is not as described", 400, "InvalidArgumentError", false},
    ErrorRow{strict_json, HF_TYPE("strict-json"), "The JSON is ambiguous", 422, "SchemaValidationError", false},
    ErrorRow{invalid_argument, HF_TYPE("invalid-argument"), "A value cannot be right", 400, "InvalidArgumentError", false},
    ErrorRow{not_found, HF_TYPE("not-found"), "Not found", 404, "InvalidArgumentError", false},
    ErrorRow{method_not_allowed, HF_TYPE("method-not-allowed"), "Method not allowed", 405, "InvalidArgumentError", false},
    ErrorRow{not_acceptable, HF_TYPE("not-acceptable"), "No such representation", 406, "InvalidArgumentError", false},
    ErrorRow{unsupported_media_type, HF_TYPE("unsupported-media-type"), "Unsupported media type", 415, "InvalidArgumentError", false},
    ErrorRow{payload_too_large, HF_TYPE("payload-too-large"), "The body is too large", 413, "InvalidArgumentError", false},
    ErrorRow{unauthenticated, HF_TYPE("unauthenticated"), "A valid token is needed", 401, "AuthenticationError", false},
    ErrorRow{session_expired, HF_TYPE("session-expired"), "The session has ended", 401, "CredentialExpiredError", true},
    ErrorRow{wrong_pin, HF_TYPE("wrong-pin"), "Staff code or PIN is wrong", 401, "AuthenticationError", false},
    ErrorRow{locked_out, HF_TYPE("locked-out"), "Locked after too many tries", 429, "RateLimitError", true},
    ErrorRow{permission_denied, HF_TYPE("permission-denied"), "Not permitted", 403, "ComplianceViolationError", false},
    ErrorRow{approval_required, HF_TYPE("approval-required"), "Another person has to approve", 403, "ComplianceViolationError", false},
    ErrorRow{conflict, HF_TYPE("conflict"), "Not possible in this state", 409, "DataConflictError", false},
    ErrorRow{duplicate, HF_TYPE("duplicate"), "Already exists", 409, "DataConflictError", false},
    ErrorRow{stale_version, HF_TYPE("stale-version"), "Changed since you read it", 412, "DataConflictError", true},
    ErrorRow{precondition_required, HF_TYPE("precondition-required"), "If-Match is needed", 428, "InvalidArgumentError", false},
    ErrorRow{key_reused, HF_TYPE("idempotency-key-reused"), "Idempotency-Key was used for another request", 422, "DuplicateRequestError", false},
    ErrorRow{in_use_elsewhere, HF_TYPE("in-use-elsewhere"), "In use on another terminal", 409, "DataConflictError", false},
    ErrorRow{no_price, HF_TYPE("no-price"), "No price", 409, "DataConflictError", false},
    ErrorRow{unknown_code, HF_TYPE("unknown-code"), "Code not on file", 404, "InvalidArgumentError", false},
    ErrorRow{limit_exceeded, HF_TYPE("limit-exceeded"), "Above the limit", 403, "ComplianceViolationError", false},
    ErrorRow{underpaid, HF_TYPE("underpaid"), "Not paid in full", 402, "InsufficientFundsError", false},
    ErrorRow{overpaid, HF_TYPE("overpaid"), "More than this tender may take", 409, "DataConflictError", false},
    ErrorRow{tender_refused, HF_TYPE("tender-refused"), "This tender cannot be used here", 409, "DataConflictError", false},
    ErrorRow{payment_declined, HF_TYPE("payment-declined"), "Payment declined", 402, "PaymentDeclinedError", false},
    ErrorRow{no_open_shift, HF_TYPE("no-open-shift"), "No open shift on this register", 409, "DataConflictError", false},
    ErrorRow{shift_open, HF_TYPE("shift-open"), "The register has an open shift", 409, "DataConflictError", false},
    ErrorRow{nothing_left_to_return, HF_TYPE("nothing-left-to-return"), "More than was sold", 409, "DataConflictError", false},
    ErrorRow{coupon_refused, HF_TYPE("coupon-refused"), "The coupon does not apply", 409, "DataConflictError", false},
    ErrorRow{insufficient_balance, HF_TYPE("insufficient-balance"), "Not enough balance", 402, "InsufficientFundsError", false},
    ErrorRow{rate_limited, HF_TYPE("rate-limited"), "Too many requests", 429, "RateLimitError", true},
    ErrorRow{busy, HF_TYPE("busy"), "Busy: try again", 503, "ServiceUnavailableError", true},
    ErrorRow{storage_full, HF_TYPE("storage-full"), "The disk is full", 503, "ServiceUnavailableError", true},
    ErrorRow{storage_read_only, HF_TYPE("storage-read-only"), "The disk cannot be written", 503, "ServiceUnavailableError", true},
    ErrorRow{storage_failed, HF_TYPE("storage-failed"), "The store could not be written", 503, "ServiceUnavailableError", true},
    ErrorRow{timeout, HF_TYPE("timeout"), "No answer in time", 504, "TimeoutError", true},
    ErrorRow{not_configured, HF_TYPE("not-configured"), "Not configured", 500, "ConfigurationError", false},
    ErrorRow{not_available_now, HF_TYPE("not-available-now"), "Not possible just now", 503, "ServiceUnavailableError", true},
    ErrorRow{circuit_open, HF_TYPE("circuit-open"), "Not possible just now", 503, "CircuitBreakerOpenError", true},
    ErrorRow{policy_off, HF_TYPE("policy-off"), "Not possible in this store", 403, "ComplianceViolationError", false},
    ErrorRow{internal, HF_TYPE("internal"), "Something is wrong with the appliance", 500, "DataIntegrityError", false},
};
#undef HF_TYPE
consteval bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (static_cast<std::size_t>(rows[i].code) != i) return false;
  return rows.size() == static_cast<std::size_t>(internal) + 1;
}
static_assert(in_order());
}  // namespace

const ErrorRow& taxonomy(ErrorCode code) {
  const auto index = static_cast<std::size_t>(code);
  check(index < rows.size());
  return rows[index];
}
}  // namespace holdfast
