#pragma once
#include "db/connection.h"
#include "orders/order.h"
#include "receipts/receipt.h"
#include "shifts/shift.h"

namespace holdfast::queries {
/// The receipt of a paid order with all that the store adds to it. `opens_drawer` is set for the original alone.
struct ReceiptWish {
  int copy = 0;  ///< 0: the original
  bool gift = false;
  bool merchant = false;  ///< what the store keeps of its card payments, and nothing else
  receipts::Locale locale = {};
};
receipts::Receipt receipt_of(db::Connection& connection, const orders::Order& order, const Site& site,
                             const ReceiptWish& wish);
/// The X report of an open shift, the Z report of a closed one, in the form of a receipt.
receipts::Receipt report_of(db::Connection& connection, const shifts::Shift& shift, const Site& site,
                            const receipts::Locale& locale, Instant now, int utc_offset_min);
}  // namespace holdfast::queries
