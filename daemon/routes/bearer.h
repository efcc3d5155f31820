#pragma once
#include <string_view>

#include "http/message.h"

namespace holdfast::routes {
/// The token of `Authorization: Bearer …`; empty without one.
std::string_view bearer_of(const http::Request& request);
/// Where a terminal takes a new token: all that one that is spent is good for.
inline constexpr std::string_view renewal_path = "/v1/terminals/current/token";
}  // namespace holdfast::routes
