#pragma once
#include <string_view>

#include "http/message.h"

namespace holdfast::routes {
/// The token of `Authorization: Bearer …`; empty without one.
std::string_view bearer_of(const http::Request& request);
}  // namespace holdfast::routes
