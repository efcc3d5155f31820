#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "money/quantity.h"

namespace holdfast {
/// What a role may do. Names on the wire are those of permission.cpp (`sell`, `price_override`).
enum class Permission : std::uint8_t {
  sell, return_goods, return_without_receipt, price_override, discount, void_cart, void_order, open_price, unlisted_item,
  suspend, take_over, shift_open, shift_close, cash_movement, no_sale, x_report, approve, catalogue_edit, stock_adjust,
  customer_edit, customer_erase, staff_admin, device_admin, reports, subscriptions, audit_read, shipping,
};
inline constexpr std::size_t permission_count = static_cast<std::size_t>(Permission::shipping) + 1;
std::string_view name_of(Permission permission);
std::optional<Permission> parse_permission(std::string_view name);

/// Who acts: a signed-on person at a paired terminal, with what the role allows.
struct Actor {
  std::int64_t staff_id = 0;      ///< row
  Uuid staff;
  std::string staff_code;
  std::string name;
  std::string role;
  std::bitset<permission_count> permissions;
  std::optional<Percent> max_discount;          ///< none: no limit
  std::optional<std::int64_t> max_open_price;   ///< minor units; none: no limit
  std::int64_t terminal_id = 0;   ///< row
  Uuid terminal;
  std::int64_t session_id = 0;    ///< row
  bool may(Permission permission) const { return permissions.test(static_cast<std::size_t>(permission)); }
};

/// Another person's consent, presented with the command that needs it.
struct Approval {
  std::int64_t id = 0;            ///< row
  std::int64_t approver_id = 0;   ///< row
  std::string approver_code;
  std::string action;             ///< permission name it was given for
  std::bitset<permission_count> permissions;
  std::optional<Percent> max_discount;
  std::optional<std::int64_t> max_open_price;
};
}  // namespace holdfast
