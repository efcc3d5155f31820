#pragma once
#include <string>

#include "wire/hello.h"

namespace holdfast::engine {
/// What this hub reads and serves, for hello.
wire::Offer hub_offer(const std::string& release);
}  // namespace holdfast::engine
