#include <algorithm>

#include "base/json_writer.h"
#include "courier/courier.h"
#include "engine/announce.h"

namespace holdfast::courier {
namespace {
engine::OutboundEvent turn_of(const engine::SiteCard& card, bool away, Instant now) {
  std::string data;
  JsonWriter out{data};
  out.begin_object().member("siteId", card.key.site).member("name", card.name).member("channelId", card.channel);
  out.key("lastSeen").time(card.seen, 0).member("backlog", card.report.backlog).end_object();
  return engine::announce(away ? "site.away" : "site.back",
                          (away ? "away-" : "back-") + card.key.site + "-" + std::to_string(now.unix_us()),
                          card.key.site, std::move(data));
}

bool is_away(const engine::SiteCard& card, std::int64_t away_after_s, Instant now) {
  return card.seen.plus_seconds(away_after_s) < now;
}

/// With the site's row locked, so that of two hubs one says it.
void tell(engine::HubTransaction& tx, const engine::SiteKey& key, std::int64_t away_after_s, Instant now) {
  if (!tx.sites.lock(key)) return;
  const auto card = tx.fleet.card(key);
  if (!card) return;
  const auto before = tx.outbound.presence(key);
  const bool away = is_away(*card, away_after_s, now);
  if (before ? before->away == away : !away) return;
  tx.outbound.put(key, engine::Presence{away, now});
  const engine::OutboundEvent event = turn_of(*card, away, now);
  tx.outbound.append(key, {&event, 1}, now);
}
}  // namespace

void watch_sites(engine::HubDatabase& database, std::int64_t away_after_s, Instant now) {
  std::vector<engine::SiteKey> turned;
  database.read([&](engine::HubTransaction& tx) {
    turned.clear();
    for (const engine::Tenant& tenant : tx.fleet.tenants()) {
      if (!tx.outbound.wanted(tenant.id)) continue;
      constexpr int page = 500;
      const std::vector<std::string> said_away = tx.outbound.away(tenant.id);
      std::string after;
      for (;;) {
        const auto cards = tx.fleet.cards(tenant.id, after, page);
        for (const engine::SiteCard& card : cards) {
          const bool said = std::binary_search(said_away.begin(), said_away.end(), card.key.site);
          if (is_away(card, away_after_s, now) != said && !card.revoked) turned.push_back(card.key);
        }
        if (cards.size() < page) break;
        after = cards.back().key.site;
      }
    }
  });
  for (const engine::SiteKey& key : turned)
    database.write([&](engine::HubTransaction& tx) { tell(tx, key, away_after_s, now); });
}
}  // namespace holdfast::courier
