#include "base/check.h"
#include "commands/pay_by_value.h"
#include "commands/pending_order.h"
#include "commands/reference.h"
#include "devices/terminal_of.h"

/// What is offered, as it is understood before anything is stored.
namespace holdfast::commands {
Result<std::vector<payments::Offer>> offers_of(const std::vector<PaymentOffer>& payments, db::Connection& connection,
                                               const Context& context) {
  const Reference& ref = reference(connection, context.site, context.now);
  std::vector<payments::Offer> offers;
  for (std::size_t i = 0; i < payments.size(); ++i) {
    const PaymentOffer& given = payments[i];
    const std::string at = "/payments/" + std::to_string(i);
    const payments::Tender* tender = ref.tender(given.tender);
    if (tender == nullptr)
      return refuse(ErrorCode::invalid_argument, "no tender `" + given.tender + "`",
                    {{at + "/tender", "is not a tender of this store"}});
    payments::Offer offer{tender, given.amount, given.foreign_amount, given.reference};
    if (tender->kind == payments::TenderKind::foreign_cash) {
      if (!given.foreign_amount)
        return refuse(ErrorCode::invalid_argument, "foreign cash needs its foreignAmount",
                      {{at + "/foreignAmount", "is required"}});
      const auto foreign = find_currency(tender->currency);
      check(foreign.has_value());
      offer.amount = payments::exchanged(*given.foreign_amount, *tender, context.site.currency, *foreign);
    } else if (given.foreign_amount) {
      return refuse(ErrorCode::invalid_argument, "`" + given.tender + "` is not foreign cash",
                    {{at + "/foreignAmount", "does not belong here"}});
    }
    if (tender->kind == payments::TenderKind::voucher && !given.reference)
      return refuse(ErrorCode::invalid_argument, "a voucher needs its code", {{at + "/reference", "is required"}});
    if (given.account)
      offer.reference = to_string(*given.account);
    else if (tender->kind == payments::TenderKind::gift_card)
      offer.reference = TRY(card_reference(connection, given, context, at));
    offers.push_back(std::move(offer));
  }
  return offers;
}

Result<> terminal_is_free(db::Connection& connection, std::int64_t device_row) {
  db::Statement& row = connection.prepare(
      "SELECT uuid, state FROM payment_attempt WHERE device_id = ? AND state IN ('created', 'armed', 'running', "
      "'unknown', 'reversing', "
      "'manual') ORDER BY id LIMIT 1");
  if (!row.all(device_row).step()) {
    row.reset();
    return {};
  }
  const std::string words =
      "the card terminal is at another payment: " + to_string(row.uuid(0)) + " (" + row.string(1) + ")";
  row.reset();
  return refuse(ErrorCode::conflict, words);
}

Result<std::vector<TerminalShare>> terminal_shares(db::Connection& connection, std::int64_t register_row,
                                                   const std::vector<PaymentOffer>& given,
                                                   std::span<const payments::Settled> settled) {
  std::vector<TerminalShare> shares;
  std::optional<std::int64_t> device;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const bool card =
        settled[i].tender->kind == payments::TenderKind::card && !given[i].reference && settled[i].amount != 0;
    if (card && !device) device = devices::terminal_of(connection, register_row).value_or(0);
    const bool back = settled[i].amount < 0;
    const std::string at = "/payments/" + std::to_string(i);
    if (card && *device != 0 && back && given[i].tip.value_or(0) != 0)  // others: tips_by_hand()
      return refuse(ErrorCode::invalid_argument, "a card terminal gives no tip back",
                    {{at + "/tip", "does not belong here"}});
    if (!card || *device == 0 || back) {
      if (given[i].cashback.value_or(0) != 0)
        return refuse(ErrorCode::invalid_argument, "cashback comes from a card terminal",
                      {{at + "/cashback", "does not belong here"}});
    }
    if (!card || *device == 0) continue;
    shares.push_back({.payment = i,
                      .device_row = *device,
                      .kind = back ? payments::AttemptKind::refund : payments::AttemptKind::sale,
                      .amount = back ? -settled[i].amount : settled[i].amount,
                      .tip = given[i].tip.value_or(0),
                      .cashback = given[i].cashback.value_or(0)});
  }
  if (!shares.empty()) TRY(terminal_is_free(connection, *device));
  return shares;
}
}  // namespace holdfast::commands
