#pragma once
#include "commands/context.h"
#include "promotions/rule_rows.h"

namespace holdfast::commands {
/// Keeps new versions of promotion rules; see promotions::import_rules(). Needs catalogue_edit.
Result<promotions::RuleImport> import_rules(db::Transaction& tx, const Json& list, Context& context);
}  // namespace holdfast::commands
