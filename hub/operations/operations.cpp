#include "operations/operations.h"

namespace holdfast::operations {
Registry all_operations() {
  Registry registry;
  add_stock_operations(registry);
  add_return_operations(registry);
  add_fraud_operations(registry);
  add_value_operations(registry);
  add_customer_operations(registry);
  add_identity_operations(registry);
  add_transfer_operations(registry);
  add_voucher_operations(registry);
  return registry;
}
}  // namespace holdfast::operations
