#include "commands/permit_order.h"

#include "commands/permit.h"

namespace holdfast::commands {
namespace {
/// Cards are judged where they go: through a terminal, or by the policy for those without a host.
std::string_view operation_of(payments::TenderKind kind, bool back, bool offline) {
  using enum payments::TenderKind;
  switch (kind) {
    case cash:
      return back ? "refund.cash" : "tender.cash";
    case foreign_cash:
      return "tender.foreign";
    case card:
      return offline ? "card.offline" : "";
    case voucher:
      return back ? "voucher.issue" : "voucher.redeem";
    case account:
      return back ? "account.deposit" : "account.charge";
    case other:
      return "tender.other";
    case gift_card:
      return back ? "giftCard.activate" : "giftCard.redeem";
    case points:
      return back ? "loyalty.earn" : "loyalty.redeem";
  }
  return {};
}
}  // namespace

Result<> permit_payments(db::Transaction& tx, const std::vector<PaymentOffer>& given,
                         std::span<const payments::Settled> settled, std::span<const TerminalShare> shares,
                         const Context& context) {
  if (context.gate == nullptr) return {};
  for (std::size_t i = 0; i < given.size() && i < settled.size(); ++i) {
    const std::string_view operation = operation_of(settled[i].tender->kind, settled[i].amount < 0, given[i].offline);
    if (!operation.empty()) TRY(permit(tx, context, operation, {.amount = settled[i].amount}));
  }
  for (const TerminalShare& share : shares)
    TRY(permit(tx, context, share.kind == payments::AttemptKind::refund ? "card.refund" : "card.payment",
               {.amount = share.amount}));
  return {};
}

Result<> permit_unreceipted(db::Transaction& tx, const std::vector<orders::Item>& items, const Context& context) {
  std::int64_t amount = 0;
  for (const orders::Item& item : items)
    if (item.quantity.micro() < 0 && !item.origin && !item.elsewhere && item.terms.charge.empty()) amount += item.net + item.tax;
  return amount == 0 ? Result<>{} : permit(tx, context, "return.unreceipted", {.amount = amount});
}

Result<> permit_elsewhere(db::Transaction& tx, const std::vector<orders::Item>& items, const Context& context) {
  std::int64_t amount = 0;
  for (const orders::Item& item : items)
    if (item.elsewhere) amount += item.total;
  return amount == 0 ? Result<>{} : permit(tx, context, "return.otherStore", {.amount = amount});
}
}  // namespace holdfast::commands
