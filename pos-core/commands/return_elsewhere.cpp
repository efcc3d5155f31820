#include "commands/return_elsewhere.h"

#include <algorithm>

#include "capabilities/gate.h"
#include "carts/cart.h"
#include "commands/edit_cart.h"
#include "commands/reference.h"

namespace holdfast::commands {
namespace {
Result<> check_provisional(const orders::ForeignOrder& order, const Context& context) {
  if (order.verified != "signature" && order.verified != "hub")
    return refuse(ErrorCode::not_found, "nobody vouches for that order");
  if (context.gate == nullptr) return {};
  // While the hub can be asked, nobody pays back on a piece of paper.
  const auto state = context.gate->evaluation().of("return.otherStore").state;
  if (state == capabilities::State::allowed)
    return refuse(ErrorCode::not_available_now, "the hub did not answer just now: try again");
  return {};
}

carts::Item line_of(const orders::Item& sold, const ReturnElsewhere::Line& line, const orders::ForeignOrder& order,
                    const ReturnElsewhere& command, const Quantity& before, int number, std::int64_t tax_category) {
  carts::Item item;
  item.item = number;
  item.variant_id = sold.variant_id;
  item.variant = sold.variant;
  item.sku = sold.sku;
  item.name = sold.name;
  item.unit = sold.unit;
  item.tracks_stock = sold.tracks_stock;
  item.tax_category_id = tax_category;  // its taxes are the sold line's
  item.quantity = -line.quantity;
  item.return_of = carts::ReturnOf{0, order.id, line.position, line.reason, line.condition, {}};
  item.return_of->elsewhere = carts::SoldElsewhere{order.site_id, order.id,       line.position, order.receipt_number,
                                                   command.claim, order.verified, before};
  return item;
}
}  // namespace

Result<orders::Order> return_elsewhere(db::Transaction& tx, const ReturnElsewhere& command, Context& context) {
  TRY(require(tx, context, Permission::return_goods));
  const auto order = orders::find_foreign(tx.connection(), command.order);
  if (!order) return refuse(ErrorCode::not_found, "nothing is known here of that order: scan its receipt again");
  if (order->site_id == context.site.site_id)
    return refuse(ErrorCode::conflict, "this store sold it itself: take it back by its own order");
  if (order->currency != context.site.currency.code())
    return refuse(ErrorCode::conflict, "it was paid in " + order->currency + ", and this store pays back in " +
                                           std::string{context.site.currency.code()});
  if (!command.claim) TRY(check_provisional(*order, context));
  const std::vector<orders::Item> sold = orders::items_of(tx.connection(), *order);
  const std::int64_t tax_category = reference(tx.connection(), context.site, context.now).taxes.default_category;
  CreateCart head;
  head.register_id = command.register_id;
  carts::Cart cart = TRY(begin_cart(tx.connection(), head, context));
  for (const ReturnElsewhere::Line& line : command.lines) {
    const auto found = std::find_if(sold.begin(), sold.end(),
                                    [&](const orders::Item& each) { return each.position == line.position; });
    if (found == sold.end())
      return refuse(ErrorCode::not_found,
                    "the receipt's code does not hold that line: only the hub can say what was paid");
    const Quantity before = command.claim ? line.before : found->returned;
    cart.items.push_back(line_of(*found, line, *order, command, before, cart.next_item++, tax_category));
  }
  return place_order(tx, cart, command.checkout, context);
}
}  // namespace holdfast::commands
