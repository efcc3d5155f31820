#pragma once
#include "orders/order.h"
#include "receipts/signed_receipt.h"

namespace holdfast::receipts {
/// What the code of an order says: what was sold by it, not what came back.
SignedReceipt signed_receipt_of(const orders::Order& order);
}  // namespace holdfast::receipts
