#include <array>

#include "database/rows.h"

namespace holdfast::database {
using engine::ClaimedLine;
using engine::ClaimState;
using engine::ReturnClaim;
using engine::SiteKey;
using engine::SiteOrder;

namespace {
constexpr std::array<std::string_view, 3> states{"held", "booked", "released"};
std::string_view name_of(ClaimState state) { return states[static_cast<std::size_t>(state)]; }
ClaimState state_of(std::string_view name) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i] == name) return static_cast<ClaimState>(i);
  throw db::Failure{db::Cause::corrupt, 0, "a claim in no known state"};
}
SiteOrder read_order(const sql::Statement& row, const std::string& tenant) {
  return {{tenant, row.string(0)}, row.uuid(1),    row.string(2), row.string(3),
          row.string(4),           row.integer(5), row.string(6), row.string(7)};
}
std::vector<SiteOrder> all_orders(sql::Statement& rows, const std::string& tenant) {
  std::vector<SiteOrder> orders;
  while (rows.step()) orders.push_back(read_order(rows, tenant));
  return orders;
}
/// From column `at`: claim_id, position, claimant, quantity, amount, state, returned_by, at_us.
ReturnClaim read_claim(const sql::Statement& row, int at) {
  ReturnClaim claim{row.uuid(at),
                    row.small(at + 1),
                    row.string(at + 2),
                    row.integer(at + 3),
                    row.integer(at + 4),
                    state_of(row.text(at + 5)),
                    {},
                    row.instant(at + 7)};
  if (!row.is_null(at + 6)) claim.returned_by = row.uuid(at + 6);
  return claim;
}
}  // namespace

engine::KeptAnswer Realtime::begin_answer(const SiteKey& key, const Uuid& operation_id, const std::string& operation,
                                          const Sha256& request_sha, Instant now) {
  // Whoever asks the same at the same time waits here until the other one has answered.
  db_.prepare(
         "INSERT INTO realtime_answer(tenant_id, site_id, operation_id, operation, request_sha, status, body, "
         "answered_us) VALUES (?, ?, ?, ?, ?, 0, '', ?) ON CONFLICT DO NOTHING")
      .exec(key.tenant, key.site, operation_id, operation, std::span<const std::uint8_t>{request_sha}, now);
  sql::Statement& rows = db_.prepare_locking(
      "SELECT operation, request_sha, status, body FROM realtime_answer WHERE tenant_id = ? AND site_id = ? AND "
      "operation_id = ?");
  engine::KeptAnswer kept;
  if (rows.all(key.tenant, key.site, operation_id).step())
    kept = {rows.string(0), digest_of(rows.blob(1)), rows.small(2), seal_.open(rows.string(3), "answer", operation_id)};
  rows.reset();
  return kept;
}

void Realtime::put_answer(const SiteKey& key, const Uuid& operation_id, int status, const std::string& body) {
  db_.prepare(
         "UPDATE realtime_answer SET status = ?, body = ? WHERE tenant_id = ? AND site_id = ? AND operation_id = ?")
      .exec(status, seal_.close(body, "answer", operation_id), key.tenant, key.site, operation_id);
}

int Realtime::seal_plain(int at_most) {
  struct Plain {
    SiteKey key;
    Uuid operation;
    int status;
    std::string body;
  };
  std::vector<Plain> plain;
  sql::Statement& rows = db_.prepare(
      "SELECT tenant_id, site_id, operation_id, status, body FROM realtime_answer WHERE body <> '' AND body NOT LIKE "
      "'hf1.%' LIMIT ?");
  rows.all(at_most);
  while (rows.step()) plain.push_back({{rows.string(0), rows.string(1)}, rows.uuid(2), rows.small(3), rows.string(4)});
  for (const Plain& each : plain) put_answer(each.key, each.operation, each.status, each.body);
  return static_cast<int>(plain.size());
}

std::int64_t Realtime::forget_answers(Instant before) {
  sql::Statement& count = db_.prepare("SELECT count(*) FROM realtime_answer WHERE answered_us < ?");
  const std::int64_t gone = count.all(before).step() ? count.integer(0) : 0;
  count.reset();
  if (gone > 0) db_.prepare("DELETE FROM realtime_answer WHERE answered_us < ?").exec(before);
  return gone;
}

void Realtime::add_stock(const SiteKey& key, const std::string& sku, std::int64_t quantity, Instant as_of) {
  db_.prepare(
         "INSERT INTO site_stock(tenant_id, site_id, sku, quantity, as_of_us) VALUES (?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, site_id, sku) DO UPDATE SET quantity = site_stock.quantity + excluded.quantity, "
         "as_of_us = excluded.as_of_us")
      .exec(key.tenant, key.site, sku, quantity, as_of);
}

std::vector<engine::SiteStock> Realtime::stock_of(const std::string& tenant, const std::string& sku, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT s.site_id, c.name, s.quantity, s.as_of_us FROM site_stock s LEFT JOIN site_card c ON c.tenant_id = "
      "s.tenant_id AND c.site_id = s.site_id WHERE s.tenant_id = ? AND s.sku = ? ORDER BY s.quantity DESC, s.site_id "
      "LIMIT ?");
  rows.all(tenant, sku, most);
  std::vector<engine::SiteStock> found;
  while (rows.step())
    found.push_back({rows.string(0), rows.maybe_string(1).value_or(""), rows.integer(2), rows.instant(3)});
  return found;
}

void Realtime::put_order(const SiteOrder& order) {
  db_.prepare(
         "INSERT INTO site_order(tenant_id, site_id, order_id, receipt_number, kind, currency, total, business_date, "
         "document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .exec(order.key.tenant, order.key.site, order.order_id, order.receipt_number, order.kind, order.currency,
            order.total, order.business_date, order.document);
}

std::optional<SiteOrder> Realtime::lock_order(const SiteKey& key, const Uuid& order_id) {
  sql::Statement& rows = db_.prepare_locking(
      "SELECT site_id, order_id, receipt_number, kind, currency, total, business_date, document FROM site_order WHERE "
      "tenant_id = ? AND site_id = ? AND order_id = ?");
  std::optional<SiteOrder> order;
  if (rows.all(key.tenant, key.site, order_id).step()) order = read_order(rows, key.tenant);
  rows.reset();
  return order;
}

std::vector<SiteOrder> Realtime::orders_with_receipt(const std::string& tenant, const std::string& receipt_number,
                                                     int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, order_id, receipt_number, kind, currency, total, business_date, document FROM site_order WHERE "
      "tenant_id = ? AND receipt_number = ? ORDER BY business_date DESC, site_id LIMIT ?");
  return all_orders(rows.all(tenant, receipt_number, most), tenant);
}

std::vector<SiteOrder> Realtime::orders_with_id(const std::string& tenant, const Uuid& order_id, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, order_id, receipt_number, kind, currency, total, business_date, document FROM site_order WHERE "
      "tenant_id = ? AND order_id = ? ORDER BY site_id LIMIT ?");
  return all_orders(rows.all(tenant, order_id, most), tenant);
}

std::vector<ReturnClaim> Realtime::claims(const SiteKey& seller, const Uuid& order_id) {
  sql::Statement& rows = db_.prepare(
      "SELECT claim_id, position, claimant, quantity, amount, state, returned_by, at_us FROM return_claim WHERE "
      "tenant_id = ? AND site_id = ? AND order_id = ? ORDER BY position, at_us, claim_id");
  rows.all(seller.tenant, seller.site, order_id);
  std::vector<ReturnClaim> found;
  while (rows.step()) found.push_back(read_claim(rows, 0));
  return found;
}

void Realtime::put_claim(const ClaimedLine& line) {
  const ReturnClaim& claim = line.claim;
  db_.prepare(
         "INSERT INTO return_claim(tenant_id, site_id, order_id, position, claim_id, claimant, quantity, amount, "
         "state, "
         "returned_by, at_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, site_id, order_id, position, claim_id) DO UPDATE SET quantity = excluded.quantity, "
         "amount = excluded.amount, state = excluded.state, returned_by = excluded.returned_by")
      .exec(line.seller.tenant, line.seller.site, line.order_id, claim.position, claim.claim_id, claim.claimant,
            claim.quantity, claim.amount, name_of(claim.state), claim.returned_by, claim.at);
}

std::vector<ClaimedLine> Realtime::claim(const std::string& tenant, const Uuid& claim_id) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, order_id, claim_id, position, claimant, quantity, amount, state, returned_by, at_us FROM "
      "return_claim WHERE tenant_id = ? AND claim_id = ? ORDER BY site_id, order_id, position");
  rows.all(tenant, claim_id);
  std::vector<ClaimedLine> found;
  while (rows.step()) found.push_back({{tenant, rows.string(0)}, rows.uuid(1), read_claim(rows, 2)});
  return found;
}

void Realtime::add_act(const SiteKey& key, const std::string& subject, const Uuid& operation_id, std::int64_t amount,
                       Instant now) {
  db_.prepare(
         "INSERT INTO fraud_act(tenant_id, subject, at_us, operation_id, site_id, amount) VALUES (?, ?, ?, ?, ?, ?) ON "
         "CONFLICT DO NOTHING")
      .exec(key.tenant, subject, now, operation_id, key.site, amount);
}

engine::Velocity Realtime::velocity(const std::string& tenant, const std::string& subject, Instant since) {
  // Cast: PostgreSQL's sum of BIGINT is NUMERIC, whose text the session would not read as an integer.
  sql::Statement& rows = db_.prepare(
      "SELECT count(*), CAST(coalesce(sum(amount), 0) AS BIGINT) FROM fraud_act WHERE tenant_id = ? AND subject = ? "
      "AND at_us >= ?");
  engine::Velocity found;
  if (rows.all(tenant, subject, since).step()) found = {rows.integer(0), rows.integer(1)};
  rows.reset();
  return found;
}

void Realtime::put_key(const SiteKey& key, const engine::ReceiptKey& receipt_key) {
  db_.prepare(
         "INSERT INTO receipt_key(tenant_id, site_id, key_id, public_key, registered_us, revoked_us) VALUES (?, ?, ?, "
         "?, ?, ?) ON CONFLICT (tenant_id, site_id, key_id) DO UPDATE SET revoked_us = excluded.revoked_us")
      .exec(key.tenant, key.site, receipt_key.key_id, std::span<const std::uint8_t>{receipt_key.public_key},
            receipt_key.registered, receipt_key.revoked);
}

std::vector<engine::ReceiptKey> Realtime::keys(const SiteKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, key_id, public_key, registered_us, revoked_us FROM receipt_key WHERE tenant_id = ? AND site_id "
      "= ? ORDER BY registered_us, key_id");
  rows.all(key.tenant, key.site);
  std::vector<engine::ReceiptKey> found;
  while (rows.step()) {
    engine::ReceiptKey each{rows.string(0), rows.string(1), digest_of(rows.blob(2)), rows.instant(3), {}};
    if (!rows.is_null(4)) each.revoked = rows.instant(4);
    found.push_back(std::move(each));
  }
  return found;
}
}  // namespace holdfast::database
