#pragma once
#include "operations/registry.h"

/// The operations by subject; requests and answers are described in schema/sync.yaml.
namespace holdfast::operations {
void add_stock_operations(Registry& registry);   ///< stock.elsewhere
void add_return_operations(Registry& registry);  ///< return.lookup, return.otherStore, return.release
void add_fraud_operations(Registry& registry);   ///< fraud.check
/// giftCard.balance, .reserve, .authorise, .release, loyalty.balance, .authorise
void add_value_operations(Registry& registry);
void add_customer_operations(Registry& registry);  ///< customer.search, .get, .put
void add_identity_operations(Registry& registry);  ///< identity.request, identity.status
void add_transfer_operations(Registry& registry);  ///< transfer.list, .request
void add_voucher_operations(Registry& registry);   ///< voucher.fetch, .release
}  // namespace holdfast::operations
