#pragma once
#include <stdexcept>
#include <string>

namespace holdfast::cli {
/// Ends a command with exit code 1: what went wrong, and what the operator can do about it.
struct Stop : std::runtime_error {
  Stop(const std::string& cause, std::string next_step) : std::runtime_error{cause}, next{std::move(next_step)} {}
  std::string next;
};
}  // namespace holdfast::cli
