#include "commands/take_offline_card.h"

#include "devices/device_rows.h"
#include "devices/terminal_of.h"

namespace holdfast::commands {
namespace {
void tell(db::Transaction& tx, const Uuid& id, const Uuid& order, std::int64_t amount, std::string_view outcome,
          Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("offlineCardId", id).member("orderId", order).member("amount", amount);
  json.member("currency", context.site.currency.code()).key("outcome");
  if (outcome.empty())
    json.null();
  else
    json.value(outcome);
  json.end_object();
  context.emit(tx, "OfflineCardChanged", "payment", id, std::move(payload));
}

void keep(db::Transaction& tx, const orders::Order& order, std::int64_t amount, std::string_view reference,
          Context& context) {
  const Uuid id = context.ids.next(context.now);
  payments::insert_offline_card(tx, id, order.row, order.register_row, amount, reference, context.now);
  tell(tx, id, order.id, amount, "", context);
}
}  // namespace

Result<> check_offline_cards(db::Connection& connection, std::int64_t register_row,
                             const std::vector<PaymentOffer>& given, std::span<const payments::Settled> settled,
                             const Context& context) {
  std::int64_t amount = 0;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!given[i].offline) continue;
    const std::string at = "/payments/" + std::to_string(i);
    if (settled[i].tender->kind != payments::TenderKind::card)
      return refuse(ErrorCode::invalid_argument, "only a card is taken without a host",
                    {{at + "/offline", "does not belong here"}});
    if (!given[i].reference || given[i].reference->empty())
      return refuse(ErrorCode::invalid_argument, "a card taken without a host needs its reference",
                    {{at + "/reference", "is required"}});
    if (settled[i].amount <= 0)
      return refuse(ErrorCode::tender_refused, "nothing is paid back to a card without the terminal's host");
    amount = checked_add(amount, settled[i].amount);
  }
  if (amount == 0) return {};
  std::string protocol;
  if (const auto row = devices::terminal_of(connection, register_row))
    if (const auto device = devices::load(connection, *row)) protocol = device->profile;
  return payments::judge_offline_card(payments::offline_card_policy(connection), amount, protocol,
                                      payments::exposure(connection, register_row), payments::exposure(connection),
                                      context.now);
}

void keep_offline_cards(db::Transaction& tx, const orders::Order& order, const std::vector<PaymentOffer>& given,
                        std::span<const payments::Settled> settled, Context& context) {
  for (std::size_t i = 0; i < given.size(); ++i)
    if (given[i].offline) keep(tx, order, settled[i].amount, *given[i].reference, context);
}

void keep_offline_approvals(db::Transaction& tx, const orders::Order& order, Context& context) {
  for (const orders::Payment& payment : order.payments)
    if (payment.card && payment.card->offline && payment.amount > 0)
      keep(tx, order, payment.tendered + payment.card->tip, payment.card->terminal_receipt, context);
}

Result<> put_offline_card_policy(db::Transaction& tx, const std::optional<payments::OfflineCardPolicy>& policy,
                                 Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  payments::save_offline_card_policy(tx, policy, context.actor_id(), context.now);
  std::string detail;
  JsonWriter json{detail};
  payments::append_offline_limits(json, tx.connection(), context.utc_offset_min);
  audit(tx, context, "offline_card_policy", context.site.site_id, detail, consent);
  context.emit(tx, "SettingsChanged", "site", Uuid{}, R"({"what":"offlineCardPolicy"})");
  return {};
}

Result<payments::OfflineCard> settle_offline_card(db::Transaction& tx, const SettleOfflineCard& command,
                                                  Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::approve));
  const payments::OfflineCard card = TRY(
      payments::settle_offline_card(tx, command.id, command.outcome, command.note, context.actor_id(), context.now));
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("orderId", card.order)
      .member("amount", card.amount)
      .member("outcome", command.outcome)
      .member("note", command.note)
      .end_object();
  audit(tx, context, "offline_card_settled", to_string(card.id), detail, consent);
  tell(tx, card.id, card.order, card.amount, command.outcome, context);
  return card;
}
}  // namespace holdfast::commands
