#pragma once
#include <exception>

#include "base/error.h"

namespace holdfast::store {
/// What a read threw, as the client is told; the log gets the rest.
Error on_read_failure(const std::exception& failure);
}  // namespace holdfast::store
