#pragma once
#include "commands/change_settings.h"

namespace holdfast::commands {
/// What goods of a stored tax category are taxed as where they are eaten, taken or sent. Replaces what was said before;
/// refuses invalid_argument by path below `at`.
Result<> tax_elsewhere(db::Transaction& tx, std::int64_t category, const PutTaxCategory& command,
                       const std::string& at = "");
}  // namespace holdfast::commands
