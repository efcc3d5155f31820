#pragma once
#include <string>

#include "command/settings.h"

namespace holdfast::command {
/// Runs one command: through the hub that serves this data folder, or, when none does, on its database. Returns the
/// exit code; throws Wrong.
int operate(const Settings& settings, const std::string& version);
}  // namespace holdfast::command
