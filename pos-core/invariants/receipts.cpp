#include "invariants/check_all.h"
#include "orders/order.h"

namespace holdfast::invariants {
namespace {
/// Names the first few numbers missing from a register's series.
void find_gaps(db::Connection& connection, Findings& findings, std::int64_t register_id, const std::string& subject,
               std::int64_t first) {
  db::Statement& rows =
      connection.prepare("SELECT receipt FROM orders WHERE register_id = ? AND receipt IS NOT NULL ORDER BY receipt");
  rows.all(register_id);
  std::int64_t expected = first;
  int named = 0;
  while (rows.step() && named < 10) {
    const std::int64_t receipt = rows.integer(0);
    if (receipt / orders::receipt_series > (expected - 1) / orders::receipt_series)
      expected = receipt / orders::receipt_series * orders::receipt_series + 1;  // a restore began the next series
    if (receipt != expected) {
      ++named;
      const std::string upto = receipt - 1 > expected ? " to " + std::to_string(receipt - 1) : "";
      findings.add("receipts", subject, "receipt " + std::to_string(expected) + upto + " is missing");
    }
    expected = receipt + 1;
  }
  rows.reset();
}
}  // namespace

void check_receipts(db::Connection& connection, Findings& findings, std::int64_t first) {
  db::Statement& registers = connection.prepare(
      "SELECT r.id, r.number, r.last_receipt, count(o.receipt), coalesce(min(o.receipt), 0), coalesce(max(o.receipt), "
      "0), "
      "  r.last_shift, (SELECT coalesce(max(number), 0) FROM shift s WHERE s.register_id = r.id) "
      "FROM register r LEFT JOIN orders o ON o.register_id = r.id AND o.receipt IS NOT NULL GROUP BY r.id");
  while (registers.step()) {
    const std::string subject = "register " + std::to_string(registers.integer(1));
    const std::int64_t highest = registers.integer(5);
    if (highest > 0 && (registers.integer(3) != highest - first + 1 || registers.integer(4) != first))
      find_gaps(connection, findings, registers.integer(0), subject, first);
    const std::int64_t last = registers.integer(2);
    const bool begins = last > highest && (last % orders::receipt_series == 0 || last == first - 1);
    if (!begins) findings.expect_equal("receipts", subject, "last_receipt", registers.integer(2), highest);
    findings.expect_equal("receipts", subject, "last_shift", registers.integer(6), registers.integer(7));
  }
}
}  // namespace holdfast::invariants
