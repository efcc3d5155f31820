#pragma once
#include <memory>

#include "cli/backend.h"

namespace holdfast::cli {
/// The same calls to a daemon that may be away for a while: each is made again, under one idempotency key, until it is
/// answered by something else than 502, 503 or 504, or `seconds` have passed. So nothing is done twice.
std::unique_ptr<Backend> patient(std::unique_ptr<Backend> backend, int seconds);
}  // namespace holdfast::cli
