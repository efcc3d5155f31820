#include <map>

#include "invariants/check_all.h"

namespace holdfast::invariants {
void check_stock(db::Connection& connection, Findings& findings, Scanned& scanned) {
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> sums;
  db::Statement& moves = connection.prepare("SELECT variant_id, location_id, quantity_micro FROM stock_move");
  while (moves.step()) {
    ++scanned.stock_moves;
    sums[{moves.integer(0), moves.integer(1)}] += moves.integer(2);
  }
  db::Statement& levels = connection.prepare("SELECT variant_id, location_id, quantity_micro FROM stock_level");
  const auto subject = [](std::int64_t variant, std::int64_t location) {
    return "variant " + std::to_string(variant) + " at location " + std::to_string(location);
  };
  while (levels.step()) {
    const auto node = sums.extract({levels.integer(0), levels.integer(1)});
    findings.expect_equal("stock", subject(levels.integer(0), levels.integer(1)), "level (millionths)",
                          levels.integer(2), node ? node.mapped() : 0);
  }
  for (const auto& [where, sum] : sums)
    if (sum != 0)
      findings.expect_equal("stock", subject(where.first, where.second), "level (millionths), which has no row,", 0,
                            sum);
}

void check_returned(db::Connection& connection, Findings& findings) {
  db::Statement& rows = connection.prepare(
      "SELECT r.order_id, r.position, r.quantity_micro, i.quantity_micro FROM order_item_returned r "
      "LEFT JOIN order_item i ON i.order_id = r.order_id AND i.position = r.position "
      "WHERE i.quantity_micro IS NULL OR r.quantity_micro > i.quantity_micro");
  while (rows.step())
    findings.add("returned", "order " + std::to_string(rows.integer(0)) + " line " + std::to_string(rows.integer(1)),
                 std::to_string(rows.integer(2)) + " millionths came back of " +
                     std::to_string(rows.is_null(3) ? 0 : rows.integer(3)) + " sold");
}

void check_stored_value(db::Connection& connection, Findings& findings) {
  db::Statement& rows = connection.prepare(
      "SELECT v.id, v.balance, coalesce(sum(m.amount), 0) FROM stored_value v "
      "LEFT JOIN (SELECT stored_value_id, amount FROM stored_value_move ORDER BY stored_value_id) m ON "
      "m.stored_value_id = v.id "
      "GROUP BY v.id HAVING v.balance <> coalesce(sum(m.amount), 0)");
  while (rows.step())
    findings.expect_equal("stored_value", "voucher " + std::to_string(rows.integer(0)), "balance", rows.integer(1),
                          rows.integer(2));
}
}  // namespace holdfast::invariants
