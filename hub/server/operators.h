#pragma once
#include <functional>
#include <optional>
#include <string>

#include "server/call.h"

/// Who calls as an operator, and what is noted of it.
namespace holdfast::server {
/// By the bearer token: the hub's own, or that of an operator. `unauthenticated`; `rate_limited` for one who calls too
/// often, and for an address that shows wrong tokens again and again.
Result<engine::Actor> admit_operator(const Call& call);

/// Notes that somebody sets about it, then does it; what was refused is noted after it. So nothing is done that the log
/// does not have, whatever ends the hub in between.
http::Response audited(Call& call, const std::string& action, const std::function<http::Response(Call&)>& handle);

/// Who decides, for what people read: the operator whose token it is. Behind the hub's own token may be anybody, so the
/// name that they gave is told with that.
std::string who_decides(const Call& call, const std::optional<std::string>& claimed);
}  // namespace holdfast::server
