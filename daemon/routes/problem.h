#pragma once
#include <string_view>

#include "base/error.h"
#include "http/message.h"

namespace holdfast::routes {
/// A refusal as RFC 9457 `application/problem+json`; with Retry-After where waiting helps (429, 503).
http::Response problem(const Error& error, std::string_view correlation_id);
}  // namespace holdfast::routes
