#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "connectors/document.h"

namespace holdfast::connectors {
struct Received {
  std::function<std::string_view(std::string_view name)> header;
  std::string_view body;
};
/// Whether whoever sent this knows the secret, and sent it just now. Refuses unauthenticated; what was wrong is for the
/// log alone. `secrets` are filled in.
Result<> verify(const Verification& rule, std::span<const std::string> secrets, const Received& received, Instant now);
/// Whether a text may be an event's id: visible ASCII, as it will be in headers of what this hub sends.
bool is_plain(std::string_view id);
/// The sender's id of the event. Refuses invalid_argument.
Result<std::string> event_id(const Inbound& inbound, const Received& received, const Json& body);
}  // namespace holdfast::connectors
