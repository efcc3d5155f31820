#include <array>

#include "database/rows.h"
#include "engine/paid_order.h"

namespace holdfast::database {
using engine::PaidOrder;
using engine::Quarantined;
using engine::Review;
using engine::SiteKey;

namespace {
constexpr std::array<std::string_view, 4> review_names{"pending_review", "in_review", "replayed", "discarded"};
std::string_view name_of(Review review) { return review_names[static_cast<std::size_t>(review)]; }
Review review_of(std::string_view name) {
  for (std::size_t i = 0; i < review_names.size(); ++i)
    if (review_names[i] == name) return static_cast<Review>(i);
  throw db::Failure{db::Cause::corrupt, 0, "a dead letter in no known state"};
}
Quarantined read_item(const sql::Statement& row) {
  Quarantined item;
  item.place = {row.integer(0), row.integer(1)};
  item.code = row.string(2);
  item.error_class = row.string(3);
  item.detail = row.string(4);
  item.held = row.flag(5);
  item.aggregate_id = row.string(6);
  item.attempts = row.small(7);
  item.review = review_of(row.text(8));
  item.reviewed_by = row.maybe_string(9).value_or("");
  item.notes = row.maybe_string(10).value_or("");
  if (!row.is_null(11)) item.corrected = std::string{row.blob(11)};
  item.first = row.instant(12);
  item.last = row.instant(13);
  return item;
}
std::vector<Quarantined> all_items(sql::Statement& rows) {
  std::vector<Quarantined> items;
  while (rows.step()) items.push_back(read_item(rows));
  return items;
}
}  // namespace

std::optional<engine::Seen> Books::seen(const SiteKey& key, const Uuid& event_id) {
  sql::Statement& rows =
      db_.prepare("SELECT epoch, seq, body_sha FROM event_seen WHERE tenant_id = ? AND site_id = ? AND event_id = ?");
  std::optional<engine::Seen> seen;
  if (rows.all(key.tenant, key.site, event_id).step())
    seen = engine::Seen{{rows.integer(0), rows.integer(1)}, digest_of(rows.blob(2))};
  rows.reset();
  return seen;
}

void Books::put_seen(const SiteKey& key, const Uuid& event_id, const engine::Seen& seen) {
  db_.prepare("INSERT INTO event_seen(tenant_id, site_id, event_id, epoch, seq, body_sha) VALUES (?, ?, ?, ?, ?, ?)")
      .exec(key.tenant, key.site, event_id, seen.place.epoch, seen.place.seq,
            std::span<const std::uint8_t>{seen.body_sha});
}

bool Books::is_booked(const SiteKey& key, const Uuid& order_id) {
  sql::Statement& rows = db_.prepare("SELECT 1 FROM paid_order WHERE tenant_id = ? AND site_id = ? AND order_id = ?");
  const bool booked = rows.all(key.tenant, key.site, order_id).step();
  rows.reset();
  return booked;
}

std::optional<Uuid> Books::receipt_owner(const SiteKey& key, const std::string& receipt_number) {
  sql::Statement& rows =
      db_.prepare("SELECT order_id FROM receipt_seen WHERE tenant_id = ? AND site_id = ? AND receipt_number = ?");
  std::optional<Uuid> owner;
  if (rows.all(key.tenant, key.site, receipt_number).step()) owner = rows.uuid(0);
  rows.reset();
  return owner;
}

void Books::book(const SiteKey& key, const wire::Place& place, const PaidOrder& order) {
  db_.prepare(
         "INSERT INTO paid_order(tenant_id, site_id, order_id, epoch, seq, business_date, register_id, receipt_number, "
         "currency, total, kind, tax) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(key.tenant, key.site, order.order_id, place.epoch, place.seq, order.business_date, order.register_id,
            order.receipt_number, order.currency, order.total, order.is_return ? "return" : "sale", order.tax);
  db_.prepare("INSERT INTO order_place(tenant_id, site_id, epoch, seq) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .exec(key.tenant, key.site, place.epoch, place.seq);
  db_.prepare(
         "INSERT INTO receipt_seen(tenant_id, site_id, receipt_number, order_id) VALUES (?, ?, ?, ?) ON CONFLICT DO "
         "NOTHING")
      .exec(key.tenant, key.site, order.receipt_number, order.order_id);
  const auto [series, number] = engine::split_receipt_number(order.receipt_number);
  db_.prepare(
         "INSERT INTO register_mark(tenant_id, site_id, series, highest_receipt) VALUES (?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, site_id, series) DO UPDATE SET highest_receipt = excluded.highest_receipt "
         "WHERE excluded.highest_receipt > register_mark.highest_receipt")
      .exec(key.tenant, key.site, series, number);
  db_.prepare(
         "INSERT INTO sales_total(tenant_id, site_id, business_date, register_id, currency, orders, total, returns, "
         "refunds, tax) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, site_id, business_date, register_id, currency) DO UPDATE SET "
         "orders = sales_total.orders + 1, total = sales_total.total + excluded.total, "
         "returns = sales_total.returns + excluded.returns, refunds = sales_total.refunds + excluded.refunds, "
         "tax = sales_total.tax + excluded.tax")
      .exec(key.tenant, key.site, order.business_date, order.register_id, order.currency, order.total,
            order.is_return ? 1 : 0, order.is_return ? -order.total : 0, order.tax);
  for (const engine::Payment& payment : order.payments)
    db_.prepare(
           "INSERT INTO tender_total(tenant_id, site_id, business_date, register_id, tender, currency, payments, "
           "amount) "
           "VALUES (?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (tenant_id, site_id, business_date, register_id, tender, "
           "currency) DO UPDATE SET "
           "payments = tender_total.payments + 1, amount = tender_total.amount + excluded.amount")
        .exec(key.tenant, key.site, order.business_date, order.register_id, payment.tender, order.currency,
              payment.amount);
}

void Books::clear(const SiteKey& key) {
  db_.prepare("DELETE FROM paid_order WHERE tenant_id = ? AND site_id = ?").exec(key.tenant, key.site);
  db_.prepare("DELETE FROM order_place WHERE tenant_id = ? AND site_id = ?").exec(key.tenant, key.site);
  db_.prepare("DELETE FROM receipt_seen WHERE tenant_id = ? AND site_id = ?").exec(key.tenant, key.site);
  db_.prepare("DELETE FROM sales_total WHERE tenant_id = ? AND site_id = ?").exec(key.tenant, key.site);
  db_.prepare("DELETE FROM tender_total WHERE tenant_id = ? AND site_id = ?").exec(key.tenant, key.site);
}

std::vector<wire::RegisterMark> Books::marks(const SiteKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT series, highest_receipt FROM register_mark WHERE tenant_id = ? AND site_id = ? ORDER BY series");
  rows.all(key.tenant, key.site);
  std::vector<wire::RegisterMark> marks;
  while (rows.step()) marks.push_back({rows.string(0), rows.integer(1)});
  return marks;
}

std::vector<engine::SalesTotal> Books::sales(const SiteKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT business_date, register_id, currency, orders, total, returns, refunds, tax FROM sales_total "
      "WHERE tenant_id = ? AND site_id = ? ORDER BY business_date, register_id, currency");
  rows.all(key.tenant, key.site);
  std::vector<engine::SalesTotal> totals;
  while (rows.step())
    totals.push_back({rows.string(0), rows.string(1), rows.string(2), rows.integer(3), rows.integer(4), rows.integer(5),
                      rows.integer(6), rows.integer(7)});
  return totals;
}

std::vector<engine::TenderTotal> Books::tenders(const SiteKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT business_date, register_id, tender, currency, payments, amount FROM tender_total "
      "WHERE tenant_id = ? AND site_id = ? ORDER BY business_date, register_id, tender, currency");
  rows.all(key.tenant, key.site);
  std::vector<engine::TenderTotal> totals;
  while (rows.step())
    totals.push_back(
        {rows.string(0), rows.string(1), rows.string(2), rows.string(3), rows.integer(4), rows.integer(5)});
  return totals;
}

void Books::quarantine(const SiteKey& key, const Quarantined& item, Instant now) {
  const auto corrected = item.corrected ? std::optional{span_of(*item.corrected)} : std::nullopt;
  db_.prepare(
         "INSERT INTO quarantine(tenant_id, site_id, epoch, seq, code, error_class, detail, held, aggregate_id, "
         "attempts, first_us, last_us, "
         "status, reviewed_by, notes, corrected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, site_id, epoch, seq, code) DO UPDATE SET detail = excluded.detail, attempts = "
         "excluded.attempts, "
         "last_us = excluded.last_us, status = excluded.status, reviewed_by = excluded.reviewed_by, notes = "
         "excluded.notes, "
         "corrected = excluded.corrected")
      .exec(key.tenant, key.site, item.place.epoch, item.place.seq, item.code, item.error_class, item.detail, item.held,
            item.aggregate_id, item.attempts, now, now, name_of(item.review), item.reviewed_by, item.notes, corrected);
}

engine::ToReview Books::to_review(const SiteKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT held, count(*) FROM quarantine WHERE tenant_id = ? AND site_id = ? "
      "AND status IN ('pending_review', 'in_review') GROUP BY held");
  rows.all(key.tenant, key.site);
  engine::ToReview found;
  while (rows.step()) (rows.flag(0) ? found.held : found.exceptions) = rows.integer(1);
  return found;
}

bool Books::is_held(const SiteKey& key, const std::string& aggregate_id) {
  sql::Statement& rows = db_.prepare(
      "SELECT 1 FROM quarantine WHERE tenant_id = ? AND site_id = ? AND status IN ('pending_review', 'in_review') "
      "AND held = 1 AND aggregate_id = ? LIMIT 1");
  const bool held = rows.all(key.tenant, key.site, aggregate_id).step();
  rows.reset();
  return held;
}

std::vector<Quarantined> Books::quarantined(const SiteKey& key, Review review, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, seq, code, error_class, detail, held, aggregate_id, attempts, status, reviewed_by, notes, "
      "corrected, first_us, last_us "
      "FROM quarantine WHERE tenant_id = ? AND site_id = ? AND status = ? ORDER BY epoch, seq, code LIMIT ?");
  return all_items(rows.all(key.tenant, key.site, name_of(review), most));
}

std::optional<Quarantined> Books::item(const SiteKey& key, const wire::Place& place, const std::string& code) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, seq, code, error_class, detail, held, aggregate_id, attempts, status, reviewed_by, notes, "
      "corrected, first_us, last_us "
      "FROM quarantine WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND seq = ? AND code = ?");
  std::vector<Quarantined> items = all_items(rows.all(key.tenant, key.site, place.epoch, place.seq, code));
  if (items.empty()) return std::nullopt;
  return std::move(items.front());
}

std::vector<wire::Place> Books::orders_after(const SiteKey& key, const wire::Place& after, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, seq FROM order_place WHERE tenant_id = ? AND site_id = ? AND (epoch, seq) > (?, ?) "
      "ORDER BY epoch, seq LIMIT ?");
  rows.all(key.tenant, key.site, after.epoch, after.seq, most);
  std::vector<wire::Place> places;
  while (rows.step()) places.push_back({rows.integer(0), rows.integer(1)});
  return places;
}

std::optional<Quarantined> Books::held_at(const SiteKey& key, const wire::Place& place) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, seq, code, error_class, detail, held, aggregate_id, attempts, status, reviewed_by, notes, "
      "corrected, first_us, last_us "
      "FROM quarantine WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND seq = ? AND held = 1 "
      "AND status IN ('pending_review', 'in_review')");
  std::vector<Quarantined> items = all_items(rows.all(key.tenant, key.site, place.epoch, place.seq));
  if (items.empty()) return std::nullopt;
  return std::move(items.front());
}

std::vector<Quarantined> Books::waiting_behind(const SiteKey& key, const std::string& aggregate_id) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, seq, code, error_class, detail, held, aggregate_id, attempts, status, reviewed_by, notes, "
      "corrected, first_us, last_us "
      "FROM quarantine WHERE tenant_id = ? AND site_id = ? AND status IN ('pending_review', 'in_review') AND held = 1 "
      "AND aggregate_id = ? AND code = 'behind' ORDER BY epoch, seq");
  return all_items(rows.all(key.tenant, key.site, aggregate_id));
}
}  // namespace holdfast::database
