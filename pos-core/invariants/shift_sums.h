#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "db/connection.h"
#include "invariants/violation.h"

namespace holdfast::invariants {
/// Adds up, order by order, what each shift's running totals should be; X and Z reports are those totals and nothing
/// else.
class ShiftSums {
 public:
  explicit ShiftSums(db::Connection& connection);
  struct OrderRow {
    std::int64_t shift;
    std::string kind;
    std::int64_t discount, total, rounding, change;
  };
  void order(const OrderRow& row);
  void tax(std::int64_t shift, std::string_view code, std::int64_t base, std::int64_t amount);
  void payment(std::int64_t shift, std::int64_t tender, std::int64_t amount, std::int64_t tendered);
  /// Adds the cash movements and compares with `shift_total` and `shift.expected_cash`.
  void compare(db::Connection& connection, Findings& findings);

 private:
  struct Total {
    std::int64_t count = 0, amount = 0, base = 0;
  };
  using Key = std::pair<std::string, std::string>;  // kind, key
  struct Sums {
    std::map<Key, Total> totals;
    std::int64_t cash = 0;  // into the drawer, less what left it
  };
  struct Tender {
    std::string code;
    bool cash;
  };
  void compare_totals(db::Connection& connection, Findings& findings);
  std::unordered_map<std::int64_t, Sums> shifts_;
  std::unordered_map<std::int64_t, Tender> tenders_;
};
}  // namespace holdfast::invariants
