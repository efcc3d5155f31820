#include "commands/lease_value.h"
#include "replication/apply_masters.h"

namespace holdfast::replication {
/// A lease of this store's; those of the others in the channel are none of its business.
Result<> apply_lease(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                     Applied&) {
  if (row.goes()) {  // by its key alone, `siteId/accountId`
    const std::size_t end = row.key.find('/');
    if (end == std::string::npos || row.key.substr(0, end) != context.site.site_id) return {};
    if (const auto account = parse_uuid(row.key.substr(end + 1))) commands::lose_lease(tx, *account, context);
    return {};
  }
  const Json* site = body.find("siteId");
  if (site == nullptr || !site->is_string() || site->text() != context.site.site_id) return {};
  return commands::take_lease(tx, TRY(commands::read_lease(body)), context);
}
}  // namespace holdfast::replication
