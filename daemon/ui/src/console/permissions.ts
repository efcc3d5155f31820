import type { Permission } from "../till/session";

/** Every permission, in groups as people think of them; a role's page shows them so. */
export const permissionGroups = {
  selling: ["sell", "suspend", "take_over", "open_price", "unlisted_item", "discount", "price_override", "void_cart"],
  money: [
    "shift_open",
    "shift_close",
    "cash_movement",
    "no_sale",
    "x_report",
    "void_order",
    "return",
    "return_without_receipt",
  ],
  goods: ["catalogue_edit", "stock_adjust", "shipping", "subscriptions"],
  people: ["customer_edit", "customer_erase", "staff_admin", "approve"],
  store: ["device_admin", "reports", "audit_read"],
} as const satisfies Record<string, readonly Permission[]>;

export const allPermissions: readonly Permission[] = Object.values(permissionGroups).flat();

// Fails to compile when the API has a permission that no group names.
type Named = (typeof permissionGroups)[keyof typeof permissionGroups][number];
const complete: Exclude<Permission, Named> extends never ? true : never = true;
void complete;
