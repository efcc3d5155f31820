#pragma once
#include "commands/context.h"
#include "promotions/rule_rows.h"
#include "rulebook/document_rows.h"

namespace holdfast::commands {
/// Keeps new versions of promotion rules; see promotions::import_rules(). Needs catalogue_edit.
Result<promotions::RuleImport> import_rules(db::Transaction& tx, const Json& list, Context& context);
/// The same of charges, price lists or loyalty programmes, whoever wants it: for a store that is being made.
Result<rulebook::Import> keep_documents(db::Transaction& tx, rulebook::Kind kind, const Json& list, Currency currency, Instant now);
/// Needs catalogue_edit, and leaves its trace in the audit trail.
Result<rulebook::Import> import_documents(db::Transaction& tx, rulebook::Kind kind, const Json& list, Context& context);
}  // namespace holdfast::commands
