#include "invariants/order_event.h"

#include "base/json.h"

namespace holdfast::invariants {
namespace {
/// The payload is the order itself, or has it in a member `order`.
const Json* order_of(const Json& envelope) {
  const Json* payload = envelope.find("payload");
  if (payload == nullptr) return nullptr;
  const Json* inner = payload->find("order");
  return inner != nullptr && inner->is_object() ? inner : payload;
}
}  // namespace

OrderEvents::OrderEvents(db::Connection& connection, Findings& findings)
    : connection_{connection}, findings_{findings} {
  db::Statement& last = connection.prepare("SELECT coalesce(max(id), 0) FROM orders");
  paid_.resize(static_cast<std::size_t>(last.step() ? last.integer(0) : 0) + 1);
  last.reset();
}

void OrderEvents::next(const events::Stored& event, bool body_here) {
  if (event.type != "OrderPaid") return;
  const std::string subject = "event " + std::to_string(event.seq);
  const auto id = parse_uuid(event.aggregate_id);
  if (!id) return findings_.add("ledger", subject, "OrderPaid without the id of an order");
  db::Statement& row =
      connection_.prepare("SELECT id, net, tax, total, rounding, paid, change_due FROM orders WHERE uuid = ?");
  if (!row.all(*id).step())
    return findings_.add("ledger", subject, "OrderPaid for order " + event.aggregate_id + ", which has no row");
  const auto index = static_cast<std::size_t>(row.integer(0));
  if (paid_[index]) findings_.add("ledger", subject, "a second OrderPaid for order " + std::to_string(index));
  paid_[index] = true;
  if (body_here) {
    const Result<Json> envelope = parse_json(event.body);
    const Json* order = envelope ? order_of(*envelope) : nullptr;
    if (order == nullptr) {
      findings_.add("ledger", subject, "its body is no event");
    } else {
      constexpr std::string_view names[] = {"net", "tax", "total", "rounding", "paid", "change"};
      for (int i = 0; i < 6; ++i) {
        const Json* amount = order->find(names[i]);
        if (amount == nullptr) continue;
        findings_.expect_equal("ledger", "order " + std::to_string(index), std::string{names[i]} + " in its event",
                               amount->integer().value_or(INT64_MIN), row.integer(i + 1));
      }
      if (order->find("total") == nullptr) findings_.add("ledger", subject, "OrderPaid without a total");
    }
  }
  row.reset();
}

void OrderEvents::finish() {
  db::Statement& rows = connection_.prepare("SELECT id FROM orders WHERE receipt IS NOT NULL ORDER BY id");
  while (rows.step())
    if (!paid_[static_cast<std::size_t>(rows.integer(0))])
      findings_.add("ledger", "order " + std::to_string(rows.integer(0)), "has a receipt but no OrderPaid event");
}
}  // namespace holdfast::invariants
