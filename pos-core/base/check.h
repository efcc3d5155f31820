#pragma once
#include <source_location>

namespace holdfast {
/// Stops the process: a bug in our code, never bad input. Kept in release builds.
[[noreturn]] void check_failed(const std::source_location& where);
constexpr void check(bool holds, const std::source_location& where = std::source_location::current()) {
  if (!holds) check_failed(where);
}
}  // namespace holdfast
