#include "edge/lanes.h"

#include <algorithm>
#include <array>

namespace holdfast::edge {
namespace {
constexpr std::array goods{"OrderCreated",        "OrderUpdated",        "OrderShipped",          "OrderDelivered",
                           "StockMoved",          "CustomerCreated",     "CustomerUpdated",       "CustomerErased",
                           "SubscriptionCreated", "SubscriptionRenewed", "SubscriptionCancelled", "PromotionApplied"};
constexpr std::array trace{"CartCreated",      "CartUpdated",      "StaffSignedOn",   "StaffLockedOut",
                           "StaffChanged",     "TerminalPaired",   "TerminalRevoked", "CatalogueChanged",
                           "PriceBookChanged", "PromotionChanged", "SettingsChanged", "LayoutChanged",
                           "DeviceChanged",    "PrintJobChanged",  "ReceiptReprinted"};
}  // namespace

Lane lane_of(std::string_view event_type) {
  const auto named = [&](const char* name) { return event_type == name; };
  if (std::any_of(goods.begin(), goods.end(), named)) return Lane::goods;
  if (std::any_of(trace.begin(), trace.end(), named)) return Lane::trace;
  return Lane::money;
}
}  // namespace holdfast::edge
