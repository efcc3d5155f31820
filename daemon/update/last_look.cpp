#include "update/last_look.h"

#include "update/shop.h"

namespace holdfast::update {
namespace {
std::string because(const std::string& waits_for) {
  if (waits_for == "payment") return "somebody began to pay";
  if (waits_for == "cart") return "somebody is being served";
  return waits_for == "shift" ? "a shift was opened" : "its hours are over";
}
}  // namespace

store::Write last_look(const rollout::UpdatePolicy& policy, int utc_offset_min, bool forced,
                       std::function<bool()> still_wanted) {
  return [=, still_wanted = std::move(still_wanted)](db::Transaction& tx,
                                                     commands::Context& context) -> Result<store::Answer> {
    const rollout::ShopState shop = shop_state(tx.connection(), context.now);
    const rollout::Moment at = rollout::moment(policy, shop, context.now, utc_offset_min, forced);
    if (!at.now) return refuse(ErrorCode::conflict, because(at.waits_for), {{"/moment", at.waits_for}});
    if (!still_wanted()) return refuse(ErrorCode::conflict, "it took too long");
    store::Answer answer;
    answer.closing = true;
    return answer;
  };
}

Cause called_off(const Error& why) {
  const std::string waits_for = why.fields.empty() ? "" : why.fields.front().detail;
  if (waits_for == "payment") return Cause{"payment-began", why.detail};
  if (waits_for == "cart") return Cause{"cart-began", why.detail};
  if (waits_for == "shift") return Cause{"shift-began", why.detail};
  if (waits_for == "window") return Cause{"hours-over", why.detail};
  return Cause{"took-too-long", why.detail};
}
}  // namespace holdfast::update
