#include "engine/upkeep.h"

#include <algorithm>
#include <map>

#include "engine/paid_order.h"
#include "engine/publishing.h"

namespace holdfast::engine {
namespace {
constexpr int places_a_read = 500;

/// What was booked from a place: a corrected copy stands for what the log has there.
std::optional<PaidOrder> order_at(HubTransaction& tx, const SiteKey& key, const wire::Place& place,
                                  const std::map<wire::Place, std::string>& corrected) {
  const auto row = tx.sites.row(key, place);
  const auto copy = corrected.find(place);
  const std::optional<std::string> text = copy != corrected.end() ? std::optional{copy->second}
                                          : row                   ? row->body
                                                                  : std::nullopt;
  const auto body = text ? parse_json(*text) : refuse(ErrorCode::not_found, "");
  const Json* payload = body ? body->find("payload") : nullptr;
  auto order = payload != nullptr ? read_paid_order(*payload) : refuse(ErrorCode::not_found, "");
  return order ? std::optional{*std::move(order)} : std::nullopt;
}
template <class Total>
std::int64_t differences(std::vector<Total> before, std::vector<Total> after) {
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  std::vector<Total> odd;
  std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(odd));
  return static_cast<std::int64_t>(odd.size());
}
}  // namespace

Rebuilt rebuild_books(HubDatabase& database, const SiteKey& key, Instant now) {
  Rebuilt result;
  database.write([&](HubTransaction& tx) {
    result = {};
    const auto site = tx.sites.lock(key);
    if (!site) return;
    result.known = true;
    std::map<wire::Place, std::string> corrected;
    for (const Quarantined& item : tx.books.quarantined(key, Review::replayed, 100'000))
      if (item.corrected) corrected.emplace(item.place, *item.corrected);
    std::vector<std::pair<wire::Place, PaidOrder>> orders;
    wire::Place at{0, 0};
    for (;;) {
      const std::vector<wire::Place> places = tx.books.orders_after(key, at, places_a_read);
      for (const wire::Place& place : places) {
        auto order = order_at(tx, key, place, corrected);
        if (!order) return void(result.whole = false);
        orders.emplace_back(place, *std::move(order));
      }
      if (static_cast<int>(places.size()) < places_a_read) break;
      at = places.back();
    }
    const std::vector<SalesTotal> sales = tx.books.sales(key);
    const std::vector<TenderTotal> tenders = tx.books.tenders(key);
    tx.books.clear(key);
    for (const auto& [place, order] : orders) tx.books.book(key, place, order);
    result.orders = static_cast<std::int64_t>(orders.size());
    result.differences = differences(sales, tx.books.sales(key)) + differences(tenders, tx.books.tenders(key));
    tx.sites.put(*site, now);
  });
  return result;
}

std::int64_t forget_old_changes(HubDatabase& database, const ChannelKey& key, int days, Instant now) {
  std::int64_t old = 0, oldest = 0;
  database.read([&](HubTransaction& tx) {
    oldest = tx.feed.read(key).oldest_version;
    old = tx.feed.version_before(key, now.plus_seconds(-std::int64_t{days} * seconds_per_day));
  });
  if (old <= oldest) return 0;
  forget_changes(database, key, old);
  return old - oldest;
}

std::int64_t forget_old_bodies(HubDatabase& database, const SiteKey& key, int days, int most, Instant now) {
  std::int64_t gone = 0;
  database.write([&](HubTransaction& tx) {
    gone = tx.sites.lock(key)
               ? tx.sites.expire_bodies(key, now.plus_seconds(-std::int64_t{days} * seconds_per_day), most)
               : 0;
  });
  return gone;
}

LetGo let_go(HubDatabase& database, const Keep& keep, Instant now) {
  constexpr int cards_a_read = 500, bodies_a_write = 500;
  const Instant before = now.plus_seconds(-std::int64_t{keep.days} * seconds_per_day);
  std::vector<ChannelKey> channels;
  std::vector<SiteKey> sites;
  database.read([&](HubTransaction& tx) {
    channels.clear(), sites.clear();
    for (const Tenant& tenant : tx.fleet.tenants()) {
      for (const SalesChannel& channel : tx.fleet.channels(tenant.id)) channels.push_back(channel.key);
      if (keep.log_days == 0) continue;
      std::string after;
      for (auto cards = tx.fleet.cards(tenant.id, after, cards_a_read); !cards.empty();
           cards = tx.fleet.cards(tenant.id, after, cards_a_read)) {
        for (const SiteCard& card : cards) sites.push_back(card.key);
        after = cards.back().key.site;
      }
    }
  });
  LetGo gone;
  for (const ChannelKey& channel : channels) gone.versions += forget_old_changes(database, channel, keep.days, now);
  for (const SiteKey& site : sites)
    for (std::int64_t some = bodies_a_write; some == bodies_a_write; gone.bodies += some)
      some = forget_old_bodies(database, site, keep.log_days, bodies_a_write, now);
  std::int64_t answers = 0;
  database.write([&](HubTransaction& tx) {
    answers = tx.realtime.forget_answers(before);
    tx.directives.forget(before);
    for (const Tenant& tenant : tx.fleet.tenants()) tx.rollouts.forget_signals(tenant.id, before);
  });
  gone.answers = answers;
  if (keep.log_days > 0)
    gone.months = database.drop_log_months(now.plus_seconds(-std::int64_t{keep.log_days} * seconds_per_day));
  return gone;
}
}  // namespace holdfast::engine
