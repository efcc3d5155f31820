#include "server/tenant.h"

#include <algorithm>

namespace holdfast::server {
Result<std::string> tenant_of(Call& call) {
  const auto named = call.request.query_value("tenant");
  std::vector<engine::Tenant> tenants;
  call.database.read([&](engine::HubTransaction& tx) { tenants = tx.fleet.tenants(); });
  if (named) {
    if (std::none_of(tenants.begin(), tenants.end(), [&](const auto& it) { return it.id == *named; }))
      return refuse(ErrorCode::not_found, "no such tenant");
    return *named;
  }
  if (tenants.size() == 1) return tenants.front().id;
  return refuse(ErrorCode::invalid_argument, tenants.empty() ? "this hub has no tenant yet" : "?tenant= says whose");
}

Result<engine::SiteCard> site_of(Call& call) {
  const std::string tenant = TRY(tenant_of(call));
  std::optional<engine::SiteCard> card;
  call.database.read([&](engine::HubTransaction& tx) { card = tx.fleet.card({tenant, call.param(0)}); });
  if (!card) return refuse(ErrorCode::not_found, "no such site");
  return *std::move(card);
}

Result<engine::ChannelKey> channel_of(Call& call) {
  const std::string tenant = TRY(tenant_of(call));
  std::vector<engine::SalesChannel> channels;
  call.database.read([&](engine::HubTransaction& tx) { channels = tx.fleet.channels(tenant); });
  for (const engine::SalesChannel& channel : channels)
    if (channel.key.channel == call.param(0)) return channel.key;
  return refuse(ErrorCode::not_found, "no such channel");
}
}  // namespace holdfast::server
