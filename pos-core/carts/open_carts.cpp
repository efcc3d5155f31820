#include "carts/open_carts.h"

#include <algorithm>
#include <utility>

namespace holdfast::carts {
namespace {
constexpr std::size_t most_carts = 256;
constexpr std::size_t most_lines = 4096;  // of all carts together: some megabytes
}  // namespace

void OpenCarts::drop_if_stale(db::Connection& connection) {
  // What a kept cart borrows from elsewhere: its articles and the worth of its coupons.
  if (!changes_) changes_ = connection.watch({"product_variant", "product", "promotion_code", "masters_shown"});
  if (std::exchange(seen_, *changes_) == *changes_) return;
  carts_.clear();
  lines_ = 0;
}

std::optional<Cart> OpenCarts::take(db::Connection& connection, const Uuid& id) {
  drop_if_stale(connection);
  const auto found = std::find_if(carts_.begin(), carts_.end(), [&](const Cart& cart) { return cart.id == id; });
  if (found == carts_.end()) return std::nullopt;
  std::optional<Cart> cart{std::move(*found)};
  lines_ -= cart->items.size();
  carts_.erase(found);
  return cart;
}

void OpenCarts::keep(db::Connection& connection, const Cart& cart) {
  drop_if_stale(connection);
  forget(cart.row);
  if (cart.items.size() > most_lines / 4) return;
  carts_.push_back(cart);
  lines_ += cart.items.size();
  std::size_t gone = 0;
  while (carts_.size() - gone > most_carts || lines_ > most_lines) lines_ -= carts_[gone++].items.size();
  carts_.erase(carts_.begin(), carts_.begin() + static_cast<std::ptrdiff_t>(gone));
}

void OpenCarts::forget(std::int64_t row) {
  const auto found = std::find_if(carts_.begin(), carts_.end(), [&](const Cart& cart) { return cart.row == row; });
  if (found == carts_.end()) return;
  lines_ -= found->items.size();
  carts_.erase(found);
}
}  // namespace holdfast::carts
