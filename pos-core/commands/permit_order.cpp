#include "commands/permit_order.h"

#include "commands/lease_value.h"
#include "commands/permit.h"
#include "commands/reference.h"

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
/// What of a payment by card or points the hub lent or granted this store: of a cart what it has set aside, too.
std::int64_t lent_for(db::Transaction& tx, const payments::Settled& paid, std::optional<std::int64_t> cart_row,
                      std::optional<std::int64_t> person_row, const Context& context) {
  if (!payments::is_stored_value(paid.tender->kind) || paid.amount <= 0) return 0;
  std::optional<stored_value::Account> account;
  if (paid.tender->kind == payments::TenderKind::points) {
    const auto* programme = reference(tx.connection(), context.site, context.now).programme(context.now);
    if (programme != nullptr && person_row)
      account = stored_value::find_points(tx.connection(), *person_row, programme->id);
  } else if (const auto id = paid.reference ? parse_uuid(*paid.reference) : std::nullopt) {
    account = stored_value::find(tx.connection(), *id);
  }
  if (!account || !account->at_hub) return 0;
  std::int64_t held = 0;
  if (cart_row)
    for (const stored_value::Hold& hold : stored_value::holds_of_cart(tx.connection(), *cart_row))
      if (hold.account_row == account->row) held += hold.amount;
  return covered_here(tx.connection(), *account, paid.amount, held, context);
}
}  // namespace

Result<> permit_payments(db::Transaction& tx, const std::vector<PaymentOffer>& given,
                         std::span<const payments::Settled> settled, std::span<const TerminalShare> shares,
                         const carts::Cart* cart, const Context& context) {
  if (context.gate == nullptr) return {};
  for (std::size_t i = 0; i < given.size() && i < settled.size(); ++i) {
    const std::string_view operation = given[i].account ? "tender.other"  // of this store alone, whatever the hub does
                                                        : operation_of(settled[i].tender->kind, settled[i].amount < 0, given[i].offline);
    if (operation.empty()) continue;
    const std::int64_t lent =
        cart == nullptr ? 0
                        : lent_for(tx, settled[i], cart->row != 0 ? std::optional{cart->row} : std::nullopt,
                                   cart->person_row, context);
    TRY(permit(tx, context, operation, {.amount = settled[i].amount, .lease = lent}));
  }
  for (const TerminalShare& share : shares)
    TRY(permit(tx, context, share.kind == payments::AttemptKind::refund ? "card.refund" : "card.payment",
               {.amount = share.amount, .terminal = share.device_row}));
  return {};
}

/// A layaway's money that goes back is no goods.
static bool moves_money(const orders::Item& item) { return item.card && !item.variant_id; }

Result<> permit_unreceipted(db::Transaction& tx, const std::vector<orders::Item>& items, const Context& context) {
  std::int64_t amount = 0;
  for (const orders::Item& item : items)
    if (item.quantity.micro() < 0 && !item.origin && !item.elsewhere && item.terms.charge.empty() && !moves_money(item)) amount += item.net + item.tax;
  return amount == 0 ? Result<>{} : permit(tx, context, "return.unreceipted", {.amount = amount});
}

Result<> permit_exchange(db::Transaction& tx, const std::vector<orders::Item>& items, const Context& context) {
  bool goes = false, comes = false;
  for (const orders::Item& item : items) {
    if (!item.terms.charge.empty() || moves_money(item)) continue;
    (item.quantity.micro() < 0 ? comes : goes) = true;
  }
  return goes && comes ? permit(tx, context, "exchange") : Result<>{};
}

Result<> permit_elsewhere(db::Transaction& tx, const std::vector<orders::Item>& items, const Context& context) {
  std::int64_t amount = 0;
  for (const orders::Item& item : items)
    if (item.elsewhere) amount += item.total;
  return amount == 0 ? Result<>{} : permit(tx, context, "return.otherStore", {.amount = amount});
}
}  // namespace holdfast::commands
