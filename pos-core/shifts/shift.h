#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "db/transaction.h"

namespace holdfast::shifts {
/// A register's cash drawer from opening to close. Amounts in minor units of its currency.
struct Shift {
  std::int64_t row = 0;
  Uuid id;
  std::int64_t register_row = 0;
  Uuid register_id;
  int register_number = 0;
  std::int64_t number = 0;                       ///< of the register's shifts; the Z number once closed
  bool open = true;
  std::string business_date;
  std::string currency;
  std::int64_t opening_cash = 0;
  std::int64_t expected_cash = 0;                ///< kept with every sale and movement
  std::optional<std::int64_t> counted_cash;
  std::string variance_reason;
  std::optional<std::int64_t> first_receipt, last_receipt;
  Instant opened_at;
  std::string opened_by;                         ///< staff code
  std::optional<Instant> closed_at;
  std::optional<std::string> closed_by;
  std::optional<std::int64_t> variance() const {
    return counted_cash ? std::optional{*counted_cash - expected_cash} : std::nullopt;
  }
};

/// The running totals that X and Z reports read.
namespace total {
inline constexpr std::string_view sale = "sale", return_ = "return", void_ = "void", discount = "discount", tax = "tax", tender = "tender",
                                  rounding = "rounding", pay_in = "payIn", pay_out = "payOut", drop = "drop", no_sale = "noSale",
                                  price_override = "override", void_cart = "voidCart",
                                  tip = "tip";   ///< on top of what was paid, by tender; in no other total
}

Result<Shift> load(db::Connection& connection, const Uuid& id);
/// The open shift of a register; no_open_shift otherwise.
Result<Shift> load_open(db::Connection& connection, std::int64_t register_row);
std::optional<Shift> find_open(db::Connection& connection, std::int64_t register_row);
/// Newest first.
std::vector<Shift> list(db::Connection& connection, std::int64_t register_row, std::optional<bool> open, std::int64_t before_row, int limit);
struct StoreFilter {
  std::optional<bool> open;
  std::optional<std::string> business_date;  ///< `YYYY-MM-DD`
  std::int64_t before_row = 0;               ///< 0: from the newest
  int limit = 50;
};
/// Those of all registers, newest first.
std::vector<Shift> list_of_store(db::Connection& connection, const StoreFilter& filter);
void insert(db::Transaction& tx, Shift& shift, std::int64_t opened_by);
void add_total(db::Transaction& tx, std::int64_t shift_row, std::string_view kind, std::string_view key, std::int64_t count,
               std::int64_t amount, std::int64_t base = 0);
void add_cash(db::Transaction& tx, std::int64_t shift_row, std::int64_t amount);
/// A receipt was issued in this shift, and so much cash came in (negative: went out).
void add_receipt(db::Transaction& tx, std::int64_t shift_row, std::int64_t receipt, std::int64_t cash);
struct Closing {
  std::int64_t counted = 0;
  std::string reason;
  std::int64_t closed_by = 0;
  std::optional<std::int64_t> approver_id;
};
void close(db::Transaction& tx, const Shift& shift, const Closing& closing, Instant now);

struct Total {
  std::string kind;
  std::string key;
  std::int64_t count;
  std::int64_t amount;
  std::int64_t base;
};
std::vector<Total> totals(db::Connection& connection, std::int64_t shift_row);
struct Denomination {
  std::int64_t value;
  std::int64_t count;
};
std::vector<Denomination> denominations(db::Connection& connection, std::int64_t shift_row);
void insert_denomination(db::Transaction& tx, std::int64_t shift_row, Denomination denomination);
}  // namespace holdfast::shifts
