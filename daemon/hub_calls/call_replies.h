#pragma once
#include <string>
#include <string_view>

#include "hub_calls/hub_calls.h"

/// The documents of a call (schema/sync.yaml, `realtime`).
namespace holdfast::hub_calls {
/// `{"operationId", "request"}`
std::string body_of(const Wish& wish);
/// An answer by rule: the service is well, and says no.
bool is_refusal(int status);
/// The document that is the last member of this name, as it stands; empty when it is not there.
std::string inner_document(const std::string& body, std::string_view member);
/// What became of a call that was asked about: its reply as it was first given.
struct Settled {
  realtime::CallSession::Status status = realtime::CallSession::Status::unknown;
  Reply reply;
};
Settled settled_of(const Reply& reply);
}  // namespace holdfast::hub_calls
