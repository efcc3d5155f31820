#include "commands/import_rules.h"

#include "base/json_writer.h"
#include "commands/change_promotion.h"

namespace holdfast::commands {
Result<promotions::RuleImport> import_rules(db::Transaction& tx, const Json& list, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const promotions::RuleImport done = TRY(promotions::import_rules(tx, list, context.site.currency, context.now));
  if (done.added == 0) return done;
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("added", done.added).member("unchanged", done.unchanged).end_object();
  audit(tx, context, "promotion_rules_imported", "", detail, consent);
  return done;
}
}  // namespace holdfast::commands
