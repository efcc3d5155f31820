#pragma once
#include <string>

namespace holdfast::cli {
/// What was given, or with `-` the first line of standard input: arguments stand in every list of processes and in the
/// shell's history. At a terminal it asks, and shows nothing of what is typed.
std::string secret_argument(const std::string& given, const std::string& what);
}  // namespace holdfast::cli
