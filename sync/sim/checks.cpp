#include "sim/checks.h"

#include <algorithm>
#include <set>

#include "base/json.h"

namespace holdfast::sim {
namespace {
/// What a store does again that came back from a backup and has forgotten it; people are told, nothing is refused.
const std::set<std::string> forgotten{"receipt_reused", "returned_twice"};

struct Booked {
  std::int64_t total, tax;
  std::string date, register_id, receipt;
};
std::map<Uuid, Booked> booked_orders(SimHub& hub, const std::string& site) {
  db::Statement& rows = hub.connection().prepare(
      "SELECT order_id, total, tax, business_date, register_id, receipt_number FROM paid_order WHERE tenant_id = "
      "'tenant-1' "
      "AND site_id = ?");
  rows.all(site);
  std::map<Uuid, Booked> orders;
  while (rows.step())
    orders[rows.uuid(0)] = {rows.integer(1), rows.integer(2), rows.string(3), rows.string(4), rows.string(5)};
  return orders;
}

/// Sales whose event stands in the store's log now: what the hub must have.
std::set<Uuid> kept_sales(const SimSite& site) {
  const std::set<Uuid> events = site.shop().event_ids();
  std::set<Uuid> kept;
  for (const auto& [order, sale] : site.made())
    if (events.contains(sale.event)) kept.insert(order);
  return kept;
}

/// How many totals.
std::int64_t check_totals(SimHub& hub, const SimSite& site, const std::map<Uuid, Booked>& booked,
                          std::vector<std::string>& wrong) {
  std::map<std::tuple<std::string, std::string>, engine::SalesTotal> sales;
  std::map<std::tuple<std::string, std::string, std::string>, engine::TenderTotal> tenders;
  for (const auto& [order, sale] : site.made()) {
    if (!booked.contains(order)) continue;
    const engine::PaidOrder& paid = sale.order;
    engine::SalesTotal& total = sales[{paid.business_date, paid.register_id}];
    total.business_date = paid.business_date;
    total.register_id = paid.register_id;
    total.currency = "EUR";
    ++total.orders;
    total.total += paid.total;
    total.tax += paid.tax;
    if (paid.is_return) {
      ++total.returns;
      total.refunds -= paid.total;
    }
    for (const engine::Payment& payment : paid.payments) {
      engine::TenderTotal& tender = tenders[{paid.business_date, paid.register_id, payment.tender}];
      tender = {paid.business_date,  paid.register_id,
                payment.tender,      "EUR",
                tender.payments + 1, tender.amount + payment.amount};
    }
  }
  std::vector<engine::SalesTotal> own_sales;
  for (const auto& [key, total] : sales) own_sales.push_back(total);
  std::vector<engine::TenderTotal> own_tenders;
  for (const auto& [key, total] : tenders) own_tenders.push_back(total);
  if (hub.read([&](engine::HubTransaction& tx) { return tx.books.sales(site.key()); }) != own_sales)
    wrong.push_back("the sales totals of " + site.key().site + " differ");
  if (hub.read([&](engine::HubTransaction& tx) { return tx.books.tenders(site.key()); }) != own_tenders)
    wrong.push_back("the tender totals of " + site.key().site + " differ");
  return static_cast<std::int64_t>(own_sales.size() + own_tenders.size());
}

/// The hub's copy of the present epoch is the store's log, byte for byte. How many events.
std::int64_t check_log(SimHub& hub, const SimSite& site, std::vector<std::string>& wrong) {
  edge::OutboxReader& log = site.shop().log();
  const auto rows =
      hub.read([&](engine::HubTransaction& tx) { return tx.sites.read(site.key(), {log.epoch(), 0}, 10'000'000); });
  const std::vector<edge::OutboxEvent> own = log.read(0, 10'000'000, INT64_MAX);
  if (rows.size() != own.size())
    wrong.push_back("the hub holds " + std::to_string(rows.size()) + " of " + std::to_string(own.size()) +
                    " events of " + site.key().site);
  for (std::size_t i = 0; i < std::min(rows.size(), own.size()); ++i) {
    const bool poison = site.poison().contains(own[i].id);
    if (rows[i].event_id != own[i].id || rows[i].hash != own[i].hash || (!poison && rows[i].body != own[i].body))
      wrong.push_back("event " + std::to_string(i + 1) + " of " + site.key().site + " differs");
    if (poison && rows[i].body) wrong.push_back("a poisoned body was taken");
  }
  return static_cast<std::int64_t>(own.size());
}

/// A price that the hub finds wrong is nobody's fault only where the hub lost the version that it was taken from.
bool is_lost_price(const SimSite& site, const engine::Quarantined& letter, std::int64_t lost_from) {
  const auto order = parse_uuid(letter.aggregate_id);
  const auto sale = order ? site.made().find(*order) : site.made().end();
  return letter.code.starts_with("price_") && sale != site.made().end() && sale->second.masters >= lost_from;
}
}  // namespace

bool is_settled(SimHub& hub, SimSite& site) {
  Shop& shop = site.shop();
  if (shop.request()) return false;
  const wire::Link head = shop.log().head();
  return hub.read([&](engine::HubTransaction& tx) {
    const auto state = tx.sites.lock(site.key());
    if (!state || state->epoch != shop.log().epoch()) return false;
    const auto epoch = tx.sites.epoch(site.key(), state->epoch);
    if (epoch->ack != head || tx.sites.unprojected(site.key())) return false;
    for (const wire::Place& hole : tx.sites.holes(site.key(), 100'000)) {
      // A body that a restored store has lost with its event never comes; nor does a poisoned one.
      const auto id = shop.id_at(hole);
      const bool lost = !id || tx.sites.hash_at(site.key(), hole) != shop.hash_at(hole);
      if (!lost && !site.poison().contains(*id)) return false;
    }
    return true;
  });
}

std::string describe(SimHub& hub, SimSite& site) {
  Shop& shop = site.shop();
  std::string text =
      site.key().site + ": log " + std::to_string(shop.log().epoch()) + "/" + std::to_string(shop.log().head().seq);
  text += shop.request() ? ", asks for an epoch" : "";
  text +=
      ", masters " + std::to_string(shop.version()) + ", dead letters " + std::to_string(shop.memory().withheld.size());
  return text + hub.read([&](engine::HubTransaction& tx) {
    const auto state = tx.sites.lock(site.key());
    const auto epoch = tx.sites.epoch(site.key(), state->epoch);
    std::string there = "; hub " + std::to_string(epoch->epoch) + "/" + std::to_string(epoch->ack.seq) + ", applied " +
                        std::to_string(epoch->applied_seq);
    for (const wire::Place& hole : tx.sites.holes(site.key(), 5))
      there += ", hole " + std::to_string(hole.epoch) + "/" + std::to_string(hole.seq);
    return there + (state->frozen ? ", frozen" : "");
  });
}

std::vector<std::string> check_site(SimHub& hub, SimSite& site, std::int64_t lost_from,
                                    std::map<std::string, std::int64_t>& looked) {
  std::vector<std::string> wrong;
  const std::string& name = site.key().site;
  const std::map<Uuid, Booked> booked = booked_orders(hub, name);
  for (const Uuid& order : kept_sales(site)) {
    ++looked["a sale in the store's log is at the hub"];
    if (!booked.contains(order)) wrong.push_back("sale " + to_string(order) + " of " + name + " is not at the hub");
  }
  for (const auto& [order, row] : booked) {
    const auto sale = site.made().find(order);
    if (sale == site.made().end()) {
      wrong.push_back("the hub has an order that " + name + " never made");
      continue;
    }
    const engine::PaidOrder& made = sale->second.order;
    ++looked["an order at the hub is one sale, equal to the cent"];
    if (row.total != made.total || row.date != made.business_date || row.register_id != made.register_id ||
        row.receipt != made.receipt_number || row.tax != made.tax)
      wrong.push_back("order " + to_string(order) + " of " + name + " is not as it was made");
  }
  looked["totals by site, register, tender and day agree"] += check_totals(hub, site, booked, wrong);
  looked["the hub's log is the store's, byte for byte"] += check_log(hub, site, wrong);
  const auto letters = hub.read(
      [&](engine::HubTransaction& tx) { return tx.books.quarantined(site.key(), engine::Review::pending, 100'000); });
  for (const engine::Quarantined& letter : letters) {
    const bool expected = letter.code == "unknown_type" || letter.code == "date_ahead" ||
                          (forgotten.contains(letter.code) && site.was_restored()) ||
                          is_lost_price(site, letter, lost_from);
    if (!expected) wrong.push_back("an exception nobody caused at " + name + ": " + letter.code + ", " + letter.detail);
  }
  looked["no exception that nobody caused"] += static_cast<std::int64_t>(booked.size());
  ++looked["the store's own books hold"];
  for (const std::string& own : site.shop().check()) wrong.push_back(name + ": " + own);
  return wrong;
}
}  // namespace holdfast::sim
