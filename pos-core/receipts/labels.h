#pragma once
#include <cstdint>
#include <string_view>

#include "receipts/language.h"

namespace holdfast::receipts {
/// Every word that a receipt says by itself; what people typed (names, notes, legal texts) is printed as it stands.
enum class Label : std::uint8_t {
  tax_number,
  receipt,
  till,
  cashier,
  copy,
  gift_receipt,
  return_,
  void_,
  voided,
  exchange,
  training,
  discount,
  coupon,
  subtotal,
  net_total,
  total,
  you_saved,
  cash_rounding,
  to_pay,
  cash,
  card,
  voucher,
  account,
  change,
  reference,
  tax_rate,
  net,
  tax,
  gross,
  original_receipt,
  tip,
  cashback,
  approval,
  terminal,
  signature,
  merchant_copy,
  gift_card,
  store_credit,
  points,
  balance_left,
  points_earned,
  points_balance,
  serial_number,
  purchase_order,
  certificate,
  reverse_charge,
  buyer_tax_number,
  due_on,
  table,
  course,
  guests,
  seat,
  kitchen_change,
  kitchen_move,
  instead_of,
  tare,
};
inline constexpr std::size_t label_count = static_cast<std::size_t>(Label::tare) + 1;
std::string_view text_of(Label label, Language language);
/// Whether `text` is just that word, in any of our languages: a reason that says nothing more is not printed beside it.
bool is_word(std::string_view text, Label label);
}  // namespace holdfast::receipts
