#include "commands/bind_weighing.h"

#include <algorithm>

#include "carts/cart_rows.h"
#include "devices/device_rows.h"

namespace holdfast::commands {
Result<> check_weighing(db::Connection& connection, const carts::Weighing& weighing, const carts::Cart& cart,
                        const Context& context) {
  if (context.actor == nullptr || context.actor->terminal != weighing.terminal)
    return refuse(ErrorCode::in_use_elsewhere, "another terminal weighed that");
  if (carts::is_bound(connection, weighing.id))
    return refuse(ErrorCode::conflict, "that weight is on a line already: weigh again");
  if (context.now > weighing.valid_until) return refuse(ErrorCode::conflict, "that weight is too old: weigh again");
  const devices::Device scale = TRY(devices::load(connection, weighing.device));
  const bool serves = scale.registers.empty() || std::ranges::count(scale.registers, cart.register_id) != 0;
  if (!serves) return refuse(ErrorCode::conflict, "the scale belongs to another register");
  return {};
}

Result<Quantity> weighed_quantity(const carts::Weighing& weighing, const catalogue::Variant& variant) {
  for (const auto& [unit, amount] : weighing.amounts)
    if (unit == variant.unit) return amount;
  return refuse(ErrorCode::invalid_argument,
                variant.name + " is sold by `" + variant.unit + "`, which this scale does not weigh in",
                {{"/weighingId", "is in another unit"}});
}
}  // namespace holdfast::commands
