#pragma once
#include <span>
#include <string>
#include <vector>

#include "commands/context.h"
#include "commands/place_order.h"
#include "orders/order.h"
#include "payments/offline_card.h"
#include "payments/settle.h"

namespace holdfast::commands {
/// Judges what of these payments is a card taken without the terminal's host, all of it together, by the store's
/// policy. `settled` are those of `given`, in their order. Refuses invalid_argument, tender_refused and limit_exceeded.
Result<> check_offline_cards(db::Connection& connection, std::int64_t register_row,
                             const std::vector<PaymentOffer>& given, std::span<const payments::Settled> settled,
                             const Context& context);
/// Keeps them as the store's risk, with their order. Emits OfflineCardChanged.
void keep_offline_cards(db::Transaction& tx, const orders::Order& order, const std::vector<PaymentOffer>& given,
                        std::span<const payments::Settled> settled, Context& context);
/// What terminals of a paid order approved without their host.
void keep_offline_approvals(db::Transaction& tx, const orders::Order& order, Context& context);

/// None: no cards without a host any more. Audited.
Result<> put_offline_card_policy(db::Transaction& tx, const std::optional<payments::OfflineCardPolicy>& policy,
                                 Context& context);
/// What became of one: `forwarded` or `declined`. Takes somebody who may approve; audited.
struct SettleOfflineCard {
  Uuid id;
  std::string outcome;
  std::string note;
};
Result<payments::OfflineCard> settle_offline_card(db::Transaction& tx, const SettleOfflineCard& command,
                                                  Context& context);
}  // namespace holdfast::commands
