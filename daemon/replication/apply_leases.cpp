#include "commands/lease_value.h"
#include "replication/apply_masters.h"

namespace holdfast::replication {
/// A lease of this store's; those of the others in the channel are none of its business.
Result<> apply_lease(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                     Applied&) {
  const Json* site = body.find("siteId");
  if (site == nullptr || !site->is_string() || site->text() != context.site.site_id) return {};
  const commands::OfferedLease lease = TRY(commands::read_lease(body));
  if (!row.goes()) return commands::take_lease(tx, lease, context);
  commands::lose_lease(tx, lease.account, context);
  return {};
}
}  // namespace holdfast::replication
