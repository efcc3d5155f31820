#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "carts/cart.h"
#include "db/connection.h"

namespace holdfast::carts {
/// Carts as their last step left them, so that the next one need not read them back. Lives with the writer's connection;
/// bounded. Dropped whole when an article or a coupon changes, or anything is rolled back; a cart whose row is written is
/// dropped by cart_rows.
class OpenCarts {
 public:
  std::optional<Cart> take(db::Connection& connection, const Uuid& id);
  void keep(db::Connection& connection, const Cart& cart);
  void forget(std::int64_t row);
  std::size_t size() const { return carts_.size(); }

 private:
  void drop_if_stale(db::Connection& connection);
  std::vector<Cart> carts_;  // oldest first
  std::size_t lines_ = 0;
  std::shared_ptr<const std::uint64_t> changes_;
  std::uint64_t seen_ = 0;
};
}  // namespace holdfast::carts
