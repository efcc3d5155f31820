#include "update/shop.h"

namespace holdfast::update {
namespace {
constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t at_a_cart_us = 120 * second_us, closed_lately_us = 12 * 3600 * second_us,
                       settled_us = 300 * second_us;

template <class... Values>
bool any(db::Connection& connection, std::string_view sql, const Values&... values) {
  db::Statement& rows = connection.prepare_text(sql);
  const bool found = rows.all(values...).step();
  rows.reset();
  return found;
}
}  // namespace

rollout::ShopState shop_state(db::Connection& connection, Instant now) {
  rollout::ShopState out;
  out.paying = any(connection,
                   "SELECT 1 FROM payment_attempt WHERE state IN ('created', 'armed', 'running', 'unknown', "
                   "'reversing') LIMIT 1") ||
               any(connection, "SELECT 1 FROM pending_order LIMIT 1");
  out.busy = any(connection,
                 "SELECT 1 FROM cart WHERE status = 'ACTIVE' AND updated_us > ? AND EXISTS (SELECT 1 FROM cart_item i "
                 "WHERE i.cart_id = cart.id) LIMIT 1",
                 now.unix_us() - at_a_cart_us);
  out.open_shift = any(connection, "SELECT 1 FROM shift WHERE status = 'OPEN' LIMIT 1");
  out.closed_lately =
      any(connection, "SELECT 1 FROM shift WHERE status = 'CLOSED' AND closed_us > ? AND closed_us <= ? LIMIT 1",
          now.unix_us() - closed_lately_us, now.unix_us() - settled_us);
  return out;
}
}  // namespace holdfast::update
