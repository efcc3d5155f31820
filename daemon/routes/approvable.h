#pragma once
#include "staff/permission.h"

namespace holdfast::routes {
/// What another person may consent to at the till. The rest (administration, reports) takes somebody who may do it.
inline bool is_approvable(Permission permission) {
  switch (permission) {
    case Permission::return_goods:
    case Permission::return_without_receipt:
    case Permission::price_override:
    case Permission::discount:
    case Permission::void_cart:
    case Permission::void_order:
    case Permission::open_price:
    case Permission::unlisted_item:
    case Permission::suspend:
    case Permission::take_over:
    case Permission::shift_open:
    case Permission::shift_close:
    case Permission::cash_movement:
    case Permission::no_sale:
    case Permission::x_report:
    case Permission::stock_adjust:
    case Permission::customer_edit:
    case Permission::customer_erase:
    case Permission::subscriptions:
      return true;
    case Permission::sell:
    case Permission::approve:
    case Permission::catalogue_edit:
    case Permission::staff_admin:
    case Permission::device_admin:
    case Permission::reports:
    case Permission::audit_read:
    case Permission::shipping:
      return false;
  }
  return false;
}
}  // namespace holdfast::routes
