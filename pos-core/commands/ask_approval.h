#pragma once
#include <variant>

#include "base/digest.h"
#include "commands/sign_on.h"

namespace holdfast::commands {
/// Consent asked of somebody who is not at the till. It waits for minutes, and counts, once given, for this one call
/// and for the cart as it is now.
inline constexpr std::int64_t approval_request_seconds = 300;

/// A call as a terminal is going to make it.
struct IntendedCall {
  std::string method, path, body;  ///< path with its query, below the API's root
  /// What the call is known by: the same bytes, the same digest.
  Sha256 digest() const;
};
struct AskApproval {
  Permission action = Permission::approve;
  std::string title, before, after, reason;  ///< as the till shows them to people
  IntendedCall call;
};
enum class RequestState { pending, approved, denied, withdrawn, expired };
std::string_view name_of(RequestState state);

struct ApprovalRequest {
  std::int64_t row = 0;
  Uuid id;
  std::int64_t requester_row = 0;
  Uuid requester;
  std::string requester_code, requester_name;
  std::string terminal;  ///< its name
  std::optional<Uuid> register_id;
  std::optional<int> register_number;
  std::string action, title, before, after, reason;
  IntendedCall call;
  Sha256 request_sha{};
  std::optional<Uuid> cart;
  std::int64_t cart_version = 0, cart_total = 0, cart_lines = 0;
  RequestState state = RequestState::pending;
  std::string decided_by, note;  ///< staff code, empty: nobody
  std::optional<Instant> decided;
  std::optional<Uuid> approval;  ///< for the requester alone
  Instant created, expires;
};
Result<ApprovalRequest> load_approval_request(db::Connection& connection, const Uuid& id, Instant now);
/// Newest first; those that wait before all others.
std::vector<ApprovalRequest> approval_requests(db::Connection& connection, Instant now, int limit);
std::int64_t waiting_approval_requests(db::Connection& connection, Instant now);

/// A terminal asks for one thing at a time: what it asked before and nobody answered is withdrawn. Refuses conflict
/// where the actor needs nobody's consent.
Result<ApprovalRequest> ask_approval(db::Transaction& tx, const AskApproval& command, Context& context);
/// By who asked.
Result<ApprovalRequest> withdraw_approval_request(db::Transaction& tx, const Uuid& id, Context& context);

struct DecideApproval {
  Uuid request;
  staff::PinCheck check;  ///< of the actor's own PIN
  bool approve = false;
  std::string note;
};
/// Refuses conflict when it does not wait any more, or one asked oneself; permission_denied for somebody who may not do
/// it either.
Result<std::variant<ApprovalRequest, PinRejected>> decide_approval(db::Transaction& tx, const DecideApproval& command,
                                                                   Context& context);
}  // namespace holdfast::commands
