#include <map>

#include "base/json.h"
#include "invariants/check_all.h"
#include "invariants/shift_sums.h"

namespace holdfast::invariants {
namespace {
/// A cursor over the parts of orders, in the order of their ids, that is moved along with the orders.
class Parts {
 public:
  explicit Parts(db::Statement& rows) : rows_{rows} { more_ = rows_.step(); }
  /// Calls `each` for every part of this order; parts of orders that do not exist are reported by the foreign key
  /// check.
  template <class Each>
  void of(std::int64_t order, const Each& each) {
    while (more_ && rows_.integer(0) < order) more_ = rows_.step();
    while (more_ && rows_.integer(0) == order) {
      each(rows_);
      more_ = rows_.step();
    }
  }

 private:
  db::Statement& rows_;
  bool more_ = false;
};

struct TaxSum {
  std::int64_t base = 0, amount = 0;
};
using Taxes = std::map<std::string, TaxSum, std::less<>>;

struct Order {
  std::int64_t id, subtotal, discount, net, tax, total, rounding, paid, change, shift;
  std::string kind;
  bool settled;  // has its receipt
};
Order read_order(const db::Statement& row) {
  return {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5),
          row.integer(6), row.integer(7), row.integer(8), row.integer(9), row.string(10), !row.is_null(11)};
}

/// A line's taxes: one of `tax_code`, or those listed in its detail.
bool add_taxes(Taxes& taxes, const db::Statement& item) {
  if (!item.is_null(8)) {
    const Result<Json> detail = parse_json(item.text(8));
    const Json* listed = detail ? detail->find("taxes") : nullptr;
    if (!detail) return false;
    if (listed != nullptr && listed->is_array()) {
      for (const Json& tax : listed->items()) {
        const Json *code = tax.find("code"), *base = tax.find("base"), *amount = tax.find("amount");
        if (code == nullptr || base == nullptr || amount == nullptr) return false;
        TaxSum& sum = taxes[code->text()];
        sum.base += base->integer().value_or(0);
        sum.amount += amount->integer().value_or(0);
      }
      return true;
    }
  }
  TaxSum& sum = taxes[item.string(7)];
  sum.base += item.integer(4);
  sum.amount += item.integer(5);
  return true;
}

class OrderCheck {
 public:
  OrderCheck(db::Connection& connection, Findings& findings)
      : findings_{findings},
        shifts_{connection},
        items_{connection.prepare(
            "SELECT order_id, position, subtotal, discount, net, tax, total, tax_code, detail FROM order_item "
            "ORDER BY order_id, position")},
        taxes_{connection.prepare("SELECT order_id, code, base, amount FROM order_tax ORDER BY order_id")},
        payments_{connection.prepare("SELECT order_id, tender_id, amount, tendered FROM payment ORDER BY order_id")} {}

  std::int64_t next(const Order& order) {
    subject_ = "order " + std::to_string(order.id);
    const std::int64_t items = check_items(order);
    check_taxes(order);
    check_payments(order);
    if (order.settled)
      shifts_.order({order.shift, order.kind, order.discount, order.total, order.rounding, order.change});
    return items;
  }
  ShiftSums& shifts() { return shifts_; }

 private:
  void equal(std::string_view what, std::int64_t found, std::int64_t expected) {
    if (found != expected) findings_.expect_equal("orders", subject_, what, found, expected);
  }
  std::int64_t check_items(const Order& order) {
    std::int64_t count = 0, subtotal = 0, discount = 0, net = 0, tax = 0, total = 0;
    of_items_.clear();
    comparable_ = true;
    items_.of(order.id, [&](const db::Statement& item) {
      ++count;
      subtotal += item.integer(2);
      discount += item.integer(3);
      net += item.integer(4);
      tax += item.integer(5);
      total += item.integer(6);
      comparable_ = add_taxes(of_items_, item) && comparable_;
    });
    if (count == 0) findings_.add("orders", subject_, "has no lines");
    equal("sum of its lines' subtotal", subtotal, order.subtotal);
    equal("sum of its lines' discount", discount, order.discount);
    equal("sum of its lines' net", net, order.net);
    equal("sum of its lines' tax", tax, order.tax);
    equal("sum of its lines' total", total, order.total);
    equal("net + tax", order.net + order.tax, order.total);
    return count;
  }
  void check_taxes(const Order& order) {
    std::int64_t sum = 0;
    taxes_.of(order.id, [&](const db::Statement& row) {
      sum += row.integer(3);
      if (order.settled) shifts_.tax(order.shift, row.text(1), row.integer(2), row.integer(3));
      const auto found = of_items_.find(row.text(1));
      const TaxSum items = found != of_items_.end() ? found->second : TaxSum{};
      if (comparable_ && (items.base != row.integer(2) || items.amount != row.integer(3))) {
        const std::string code = row.string(1);
        equal("tax " + code + " base", row.integer(2), items.base);
        equal("tax " + code + " amount", row.integer(3), items.amount);
      }
      if (found != of_items_.end()) of_items_.erase(found);
    });
    equal("sum of its taxes", sum, order.tax);
    for (const auto& [code, left] : of_items_)
      if (comparable_ && left.amount != 0) equal("tax " + code + " amount, which has no row,", 0, left.amount);
  }
  void check_payments(const Order& order) {
    std::int64_t amount = 0, tendered = 0;
    payments_.of(order.id, [&](const db::Statement& row) {
      amount += row.integer(2);
      tendered += row.integer(3);
      if (order.settled) shifts_.payment(order.shift, row.integer(1), row.integer(2), row.integer(3));
    });
    if (!order.settled) return;
    equal("sum of its payments", amount, order.total + order.rounding);
    equal("sum tendered - change", tendered - order.change, order.total + order.rounding);
    equal("paid", order.paid, tendered);
  }

  Findings& findings_;
  ShiftSums shifts_;
  Parts items_, taxes_, payments_;
  std::string subject_;
  Taxes of_items_;
  bool comparable_ = true;
};
}  // namespace

void check_orders(db::Connection& connection, Findings& findings, Scanned& scanned) {
  OrderCheck check{connection, findings};
  db::Statement& rows = connection.prepare(
      "SELECT id, subtotal, discount, net, tax, total, rounding, paid, change_due, shift_id, kind, receipt FROM orders "
      "ORDER BY id");
  while (rows.step()) {
    ++scanned.orders;
    scanned.items += check.next(read_order(rows));
  }
  check.shifts().compare(connection, findings);
}
}  // namespace holdfast::invariants
