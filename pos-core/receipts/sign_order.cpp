#include "receipts/sign_order.h"

namespace holdfast::receipts {
SignedReceipt signed_receipt_of(const orders::Order& order) {
  SignedReceipt out;
  out.order = order.id;
  out.number = order.receipt ? orders::receipt_number(order.register_number, *order.receipt) : std::string{};
  out.at = Instant{order.created_at.unix_us() / 1'000'000 * 1'000'000};
  out.currency = order.currency.code();
  out.total = order.total;
  for (const orders::Item& item : order.items) {
    if (item.quantity.micro() <= 0) continue;
    SignedLine line{item.position, item.sku, item.quantity, item.total, {}};
    for (const orders::ItemTax& tax : item.taxes) line.taxes.push_back({tax.code, tax.amount});
    out.lines.push_back(std::move(line));
  }
  return out;
}
}  // namespace holdfast::receipts
