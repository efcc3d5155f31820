#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace holdfast {
/// Every way a request can be refused. One row per code in error.cpp; the classes are those of the error taxonomy
/// (seed 004 section 4.5.1), the answer's shape is RFC 9457.
enum class ErrorCode {
  malformed_json,        ///< not JSON at all
  invalid_body,          ///< JSON, but not the members or types asked for; `fields` says where
  strict_json,           ///< duplicate member, number overflow, nesting too deep
  invalid_argument,      ///< a well-formed value that cannot be: quantity 0, an end before its start
  not_found,
  method_not_allowed,
  not_acceptable,
  unsupported_media_type,
  payload_too_large,
  unauthenticated,       ///< no token, or one nobody issued
  session_expired,
  wrong_pin,
  locked_out,            ///< too many wrong PINs or pairing codes
  permission_denied,     ///< the signed-on person may never do this
  approval_required,     ///< may be done with another person's approval
  conflict,              ///< the thing is in another state than the request assumes
  duplicate,             ///< a unique name or code is taken
  stale_version,         ///< If-Match names an older version
  precondition_required,
  key_reused,            ///< Idempotency-Key seen with another body
  in_use_elsewhere,      ///< the cart belongs to another terminal: take it over explicitly
  no_price,
  unknown_code,          ///< scanned code names nothing we sell
  limit_exceeded,        ///< above a limit of role, tender or line
  underpaid,
  overpaid,
  tender_refused,        ///< this tender cannot be used this way
  payment_declined,
  no_open_shift,
  shift_open,            ///< the register already has an open shift
  nothing_left_to_return,
  coupon_refused,
  insufficient_balance,
  rate_limited,
  busy,                  ///< a queue is full: try again
  storage_full,
  storage_read_only,
  storage_failed,
  timeout,
  not_configured,
  not_available_now,     ///< the capability matrix: what it needs (hub, service, card host) is away
  circuit_open,          ///< the same, and not even tried: the service failed too often
  policy_off,            ///< the capability matrix: never possible here, by rule or by policy
  internal,
};

struct FieldError {
  std::string pointer;  ///< JSON Pointer (RFC 6901) into the body
  std::string detail;
  friend bool operator==(const FieldError&, const FieldError&) = default;
};

struct Error {
  ErrorCode code;
  std::string detail;
  std::vector<FieldError> fields;
  std::string more = {};  ///< further members of the problem as JSON text without braces: `"reason":"wanDown",…`; of ours, never a client's
};

struct ErrorRow {
  ErrorCode code;
  std::string_view type;         ///< stable URI of the problem: `urn:holdfast:problem:…`
  std::string_view title;
  int status;
  std::string_view error_class;  ///< class of the taxonomy
  bool retryable;
};

const ErrorRow& taxonomy(ErrorCode code);
}  // namespace holdfast
