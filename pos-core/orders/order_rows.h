#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "base/result.h"
#include "db/transaction.h"
#include "orders/order.h"
#include "pricing/refund_shares.h"

namespace holdfast::orders {
/// Writes the order with its lines, taxes, payments, address and attribution; fills order.row.
void insert(db::Transaction& tx, Order& order);
/// A pending order is settled: its receipt, time, sums and payments.
void mark_paid(db::Transaction& tx, const Order& order);
/// A pending order comes to nothing.
void mark_cancelled(db::Transaction& tx, const Order& order, Instant now);
/// The whole order; not_found when there is none (or it was erased).
Result<Order> load(db::Connection& connection, const Uuid& id);
Result<Order> load(db::Connection& connection, std::int64_t row);
/// Reads anew what the ledger of stored value says of its lines and payments: the balances after it.
void read_values(db::Connection& connection, Order& order);
std::optional<Uuid> find_by_receipt(db::Connection& connection, ReceiptNumber number);
void set_status(db::Transaction& tx, std::int64_t order_row, Status status, Instant now);
void set_voided_by(db::Transaction& tx, std::int64_t order_row, std::int64_t void_row, Instant now);
void save_shipping(db::Transaction& tx, std::int64_t order_row, const Shipping& shipping, Instant now);

/// A sold line and what of it has come back; not_found when the order has no such line.
struct Sold {
  Item item;
  std::int64_t order_row = 0;
  Uuid order;
  Status order_status = Status::paid;
  Kind order_kind = Kind::sale;
  Quantity returned;
  std::int64_t returned_net = 0, returned_tax = 0, returned_discount = 0;
  Quantity left() const { return item.quantity - returned; }
};
Result<Sold> load_sold(db::Connection& connection, const Uuid& order_item_id);
/// Adds to what came back of a sold line.
void add_returned(db::Transaction& tx, std::int64_t order_row, int position, Quantity quantity, std::int64_t net, std::int64_t tax,
                  std::int64_t discount);

/// Takes that back: a return was voided.
void undo_returned(db::Transaction& tx, std::int64_t order_row, int position, Quantity quantity, std::int64_t net, std::int64_t tax,
                   std::int64_t discount);

struct Filter {
  std::optional<Instant> from, to;           ///< from inclusive, to exclusive
  std::optional<std::int64_t> register_row, person_row, shift_row;
  std::optional<Status> status;              ///< none: every order that has a receipt
  std::optional<Kind> kind;
  std::optional<std::string> article;        ///< a line's SKU, or part of its name
  std::optional<std::string> card;           ///< of a payment: last four digits, authorisation, or the reference that was typed
  std::optional<std::int64_t> least, most;   ///< of the total, its sign aside
  std::int64_t first_row = 0;                ///< rows from it on
  std::int64_t before_row = 0;               ///< cursor: rows below it, newest first; 0: from the newest
  int limit = 50;
};
/// Row ids, newest first.
std::vector<std::int64_t> find(db::Connection& connection, const Filter& filter);
/// Seals by the newest field key (vault/) up to `limit` addresses that are in clear or under an older one; how many.
int seal_addresses(db::Transaction& tx, int limit);
}  // namespace holdfast::orders
