#pragma once
#include <optional>
#include <string>
#include <vector>

#include "commands/context.h"
#include "commands/place_order.h"
#include "layaways/layaway.h"

/// Layaways: a cart's goods are kept, and paid for in parts. Each part is an order of its own with a receipt, whose
/// line puts the money on the layaway's account; the order that hands the goods out is paid from it. So drawer, shift,
/// journal and events see nothing but orders. Every call needs an open shift of its register.
namespace holdfast::commands {
/// A layaway after a step, and the order that the step made. While a card terminal is at it the order is pending.
struct LayawayStep {
  layaways::Layaway layaway;
  std::optional<orders::Order> order;
};

/// The cart is closed: its lines keep the prices they have now. Refuses conflict (nothing to keep, goods that come
/// back, gift cards), invalid_argument without a customer, underpaid below the least first payment.
struct OpenLayaway {
  Uuid cart_id;
  std::optional<Uuid> person;         ///< the cart's, when it has none
  std::optional<std::string> due_on;  ///< YYYY-MM-DD; none: as the policy says
  std::string note;
  std::int64_t amount = 0;  ///< of the first payment
  std::vector<PaymentOffer> payments;
};
Result<LayawayStep> open_layaway(db::Transaction& tx, const OpenLayaway& command, Context& context);

/// Refuses overpaid above what is left.
struct PayLayaway {
  Uuid id;
  Uuid register_id;
  std::int64_t amount = 0;
  std::vector<PaymentOffer> payments;
};
Result<LayawayStep> pay_layaway(db::Transaction& tx, const PayLayaway& command, Context& context);

/// Hands the goods out: `payments` settle what was not paid in.
struct PickUp {
  Uuid id;
  Uuid register_id;
  std::vector<PaymentOffer> payments;
};
Result<LayawayStep> pick_up(db::Transaction& tx, const PickUp& command, Context& context);

/// The goods go back to the shelf; what was paid in goes back but for the fee. `fee`: less than the policy's, for who
/// may approve. Needs void_cart of the actor or an approver.
struct CancelLayaway {
  Uuid id;
  Uuid register_id;
  std::vector<PaymentOffer> refunds;
  std::string reason;
  std::optional<std::int64_t> fee;
};
Result<LayawayStep> cancel_layaway(db::Transaction& tx, const CancelLayaway& command, Context& context);

struct ChangeLayaway {
  Uuid id;
  std::optional<std::string> due_on, note;
};
Result<layaways::Layaway> change_layaway(db::Transaction& tx, const ChangeLayaway& command, Context& context);

/// What the end of an order means for the layaway it was for: paid, come to nothing, or voided.
void follow_layaway(db::Transaction& tx, const orders::Order& order, Context& context);
/// Refuses conflict for the order that cancelled a layaway: its goods are sold to others by now.
Result<> voidable_layaway(db::Connection& connection, const orders::Order& order);
}  // namespace holdfast::commands
