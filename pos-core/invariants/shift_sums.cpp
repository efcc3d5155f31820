#include "invariants/shift_sums.h"

#include <set>

namespace holdfast::invariants {
namespace {
/// Kinds of shift_total that orders and cash movements determine.
const std::set<std::string, std::less<>> compared{"sale",     "return", "void",   "discount", "tax",   "tender",
                                                  "rounding", "payIn",  "payOut", "drop",     "noSale", "tip"};
}  // namespace

ShiftSums::ShiftSums(db::Connection& connection) {
  db::Statement& rows = connection.prepare("SELECT id, code, kind FROM tender");
  while (rows.step()) tenders_.emplace(rows.integer(0), Tender{rows.string(1), rows.text(2) == "cash"});
}

void ShiftSums::order(const OrderRow& row) {
  Sums& sums = shifts_[row.shift];
  const auto add = [&sums](std::string_view kind, std::int64_t amount) {
    Total& total = sums.totals[{std::string{kind}, ""}];
    ++total.count;
    total.amount += amount;
  };
  // An exchange counts by what it comes to.
  add(row.kind == "void" ? "void" : row.kind == "return" || row.total < 0 ? "return" : "sale", row.total);
  if (row.discount != 0) add("discount", row.discount);
  if (row.rounding != 0) add("rounding", row.rounding);
  sums.cash -= row.change;
}
void ShiftSums::tax(std::int64_t shift, std::string_view code, std::int64_t base, std::int64_t amount) {
  Total& total = shifts_[shift].totals[{"tax", std::string{code}}];
  ++total.count;
  total.amount += amount;
  total.base += base;
}
void ShiftSums::payment(std::int64_t shift, std::int64_t tender, std::int64_t amount, std::int64_t tendered) {
  const auto found = tenders_.find(tender);
  if (found == tenders_.end()) return;  // the foreign key check says so
  Total& total = shifts_[shift].totals[{"tender", found->second.code}];
  ++total.count;
  total.amount += amount;
  if (found->second.cash) shifts_[shift].cash += tendered;
}

void ShiftSums::compare_totals(db::Connection& connection, Findings& findings) {
  const auto subject = [](std::int64_t shift, std::string_view kind, std::string_view key) {
    std::string text = "shift " + std::to_string(shift) + " " + std::string{kind};
    if (!key.empty()) text.append(" ").append(key);
    return text;
  };
  const auto compare_one = [&](const std::string& about, const Key& key, const Total& found, const Total& expected) {
    findings.expect_equal("shifts", about, "amount", found.amount, expected.amount);
    if (key.first == "tax") findings.expect_equal("shifts", about, "base", found.base, expected.base);
    findings.expect_equal("shifts", about, "count", found.count, expected.count);
  };
  db::Statement& rows = connection.prepare("SELECT shift_id, kind, key, count, amount, base FROM shift_total");
  while (rows.step()) {
    const Key key{rows.string(1), rows.string(2)};
    if (!compared.contains(key.first)) continue;
    const auto node = shifts_[rows.integer(0)].totals.extract(key);
    const Total expected = node ? node.mapped() : Total{};
    compare_one(subject(rows.integer(0), key.first, key.second), key,
                {rows.integer(3), rows.integer(4), rows.integer(5)}, expected);
  }
  for (const auto& [shift, sums] : shifts_)
    for (const auto& [key, expected] : sums.totals)
      compare_one(subject(shift, key.first, key.second), key, {}, expected);
}

void ShiftSums::compare(db::Connection& connection, Findings& findings) {
  db::Statement& moves =
      connection.prepare("SELECT shift_id, kind, count(*), sum(amount) FROM cash_movement GROUP BY shift_id, kind");
  while (moves.step()) {
    Sums& sums = shifts_[moves.integer(0)];
    sums.totals[{moves.string(1), ""}] = {moves.integer(2), moves.integer(3), 0};
    sums.cash += moves.text(1) == "payIn" ? moves.integer(3) : -moves.integer(3);
  }
  db::Statement& tips = connection.prepare(
      "SELECT o.shift_id, t.code, count(*), sum(p.tip + coalesce(a.tip_taken, 0)), sum(p.tip), t.kind = 'cash' FROM payment p "
      "LEFT JOIN payment_attempt a ON a.id = p.attempt_id JOIN orders o ON o.id = p.order_id JOIN tender t ON t.id = p.tender_id "
      "WHERE p.tip + coalesce(a.tip_taken, 0) <> 0 GROUP BY o.shift_id, t.code");
  while (tips.step()) {
    Sums& sums = shifts_[tips.integer(0)];
    sums.totals[{"tip", tips.string(1)}] = {tips.integer(2), tips.integer(3), 0};
    if (tips.flag(5)) sums.cash += tips.integer(4);  // they stay in the drawer
  }
  db::Statement& rows = connection.prepare("SELECT id, opening_cash, expected_cash FROM shift");
  while (rows.step())
    findings.expect_equal("shifts", "shift " + std::to_string(rows.integer(0)), "expected cash", rows.integer(2),
                          rows.integer(1) + shifts_[rows.integer(0)].cash);
  compare_totals(connection, findings);
}
}  // namespace holdfast::invariants
