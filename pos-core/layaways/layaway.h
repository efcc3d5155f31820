#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/transaction.h"
#include "money/quantity.h"
#include "site/site.h"

/// Goods that a store keeps for a customer who pays for them in parts (README.md). Amounts are minor units.
namespace holdfast::layaways {
enum class Status : std::uint8_t {
  open,
  picking_up,  ///< the order that hands the goods out waits for a card terminal
  picked_up,
  cancelling,  ///< the order that pays back waits for a card terminal
  cancelled,
};
std::string_view name_of(Status status);
std::optional<Status> parse_status(std::string_view name);

struct Layaway {
  std::int64_t row = 0;
  Uuid id;
  Status status = Status::open;
  std::int64_t cart_row = 0;
  Uuid cart;
  std::int64_t account_row = 0;
  Uuid account;
  std::int64_t person_row = 0;
  Uuid person;
  std::int64_t total = 0;  ///< as agreed
  std::int64_t paid = 0;   ///< in so far: the account's balance
  std::string currency;
  std::string due_on;  ///< YYYY-MM-DD, the last day
  std::string note;
  std::int64_t fee = 0;
  std::optional<std::int64_t> order_row;
  std::optional<Uuid> order;
  std::int64_t staff_row = 0;
  int utc_offset_min = 0;
  Instant created_at, updated_at;

  std::int64_t left() const { return total - paid; }
  bool overdue(std::string_view today) const { return status == Status::open && due_on < today; }
};

/// What has to be paid in at first: a share of the total, rounded up.
std::int64_t least_first_payment(std::int64_t total, const SitePolicy& policy);
/// What the store keeps of the money when the customer does not want the goods: an amount and a share of the total,
/// never more than was paid in.
std::int64_t cancellation_fee(std::int64_t total, std::int64_t paid, const SitePolicy& policy);

void insert(db::Transaction& tx, Layaway& layaway);
/// Status, order, fee, last day, note.
void update(db::Transaction& tx, const Layaway& layaway, Instant now);
Result<Layaway> load(db::Connection& connection, const Uuid& id);
/// The one that an order ends, or is about to.
std::optional<Layaway> find_by_order(db::Connection& connection, std::int64_t order_row);
bool keeps_cart(db::Connection& connection, std::int64_t cart_row);
/// Newest first, rows below `before` (0: from the newest). `open`: those that are not over.
struct Wanted {
  std::optional<bool> open;
  std::optional<std::int64_t> person_row;
};
std::vector<Layaway> list(db::Connection& connection, const Wanted& wanted, std::int64_t before, int limit);
/// Units of an article that open layaways keep: they are in stock and not for sale.
Quantity reserved(db::Connection& connection, std::int64_t variant_row);

struct PaidIn {
  Uuid order;
  std::string receipt;
  std::int64_t amount = 0;
  Instant at;
};
/// The orders that paid in, oldest first; those that were voided are not among them.
std::vector<PaidIn> payments_of(db::Connection& connection, const Layaway& layaway);
}  // namespace holdfast::layaways
