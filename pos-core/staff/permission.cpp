#include "staff/permission.h"

#include <array>

namespace holdfast {
namespace {
constexpr std::array<std::string_view, permission_count> names{
    "sell", "return", "return_without_receipt", "price_override", "discount", "void_cart", "void_order", "open_price",
    "unlisted_item", "suspend", "take_over", "shift_open", "shift_close", "cash_movement", "no_sale", "x_report", "approve",
    "catalogue_edit", "stock_adjust", "customer_edit", "customer_erase", "staff_admin", "device_admin", "reports",
    "subscriptions", "audit_read", "shipping"};
}
std::string_view name_of(Permission permission) { return names[static_cast<std::size_t>(permission)]; }
std::optional<Permission> parse_permission(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Permission>(i);
  return std::nullopt;
}
}  // namespace holdfast
