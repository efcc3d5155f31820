#include "hub_calls/call_ids.h"

#include <algorithm>

#include "base/digest.h"

namespace holdfast::hub_calls {
Uuid call_id(HubCalls& calls, const store::Call& call, std::string_view purpose) {
  if (call.idempotency_key.empty()) return calls.new_id();
  const std::string who = call.actor ? to_string(call.actor->terminal) : std::string{};
  const Sha256 digest = sha256(purpose, "\n", std::string{who + "\n" + call.idempotency_key});
  Uuid id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  id.bytes[6] = static_cast<std::uint8_t>(0x40 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}
}  // namespace holdfast::hub_calls
