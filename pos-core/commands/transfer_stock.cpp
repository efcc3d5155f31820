#include "commands/transfer_stock.h"

#include <algorithm>

#include "stock/stock_rows.h"

namespace holdfast::commands {
namespace {
using stock::Transfer;

Result<> check_items(const std::vector<TransferItem>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string at = "/items/" + std::to_string(i);
    if (items[i].quantity <= Quantity{})
      return refuse(ErrorCode::invalid_argument, "quantities are above 0", {{at + "/quantity", "must be above 0"}});
    for (std::size_t j = 0; j < i; ++j)
      if (items[j].sku == items[i].sku)
        return refuse(ErrorCode::invalid_argument, "`" + items[i].sku + "` occurs twice",
                      {{at, "occurs above already"}});
  }
  return {};
}
Transfer::Line& line_of(Transfer& transfer, const std::string& sku) {
  const auto known = std::find_if(transfer.lines.begin(), transfer.lines.end(),
                                  [&](const Transfer::Line& line) { return line.sku == sku; });
  return known != transfer.lines.end() ? *known : transfer.lines.emplace_back(Transfer::Line{sku, {}, {}, {}});
}
Result<stock::Article> article_of(db::Connection& connection, const std::string& sku) {
  auto article = stock::find_article(connection, sku);
  if (!article) return refuse(ErrorCode::not_found, "no article `" + sku + "`");
  if (!article->tracked) return refuse(ErrorCode::invalid_argument, "no stock is kept of `" + sku + "`");
  return *std::move(article);
}

/// Moves the goods, out (-1) or in (1), and tells.
Result<> move_goods(db::Transaction& tx, const Transfer& transfer, const std::vector<TransferItem>& items,
                    int direction, const Consent& consent, Context& context) {
  const std::int64_t location = stock::main_location(tx.connection());
  const std::string reason = (direction < 0 ? "sent to " : "received from ") + transfer.other_site;
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("kind", direction < 0 ? "transferOut" : "transferIn").member("transferId", transfer.id);
  json.member("otherSite", transfer.other_site).member("reason", reason).key("moves").begin_array();
  for (const TransferItem& item : items) {
    const stock::Article article = TRY(article_of(tx.connection(), item.sku));
    const Quantity change = direction < 0 ? -item.quantity : item.quantity;
    stock::move(tx, {.variant_id = article.row,
                     .location_id = location,
                     .kind = direction < 0 ? "adjustment" : "receipt",
                     .quantity = change,
                     .reason = reason,
                     .staff_id = context.actor_id() == 0 ? std::nullopt : std::optional{context.actor_id()},
                     .at = context.now});
    json.begin_object()
        .member("variantId", article.id)
        .member("sku", article.sku)
        .member("quantity", to_string(change))
        .end_object();
  }
  json.end_array().end_object();
  context.emit(tx, "StockMoved", "stock", transfer.id, payload);
  audit(tx, context, direction < 0 ? "stock_sent" : "stock_received", to_string(transfer.id), payload, consent);
  return {};
}
int stage(const std::string& state) { return state == "requested" ? 0 : state == "sent" ? 1 : 2; }
}  // namespace

Result<Transfer> request_transfer(db::Transaction& tx, const RequestTransfer& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::stock_adjust));
  TRY(check_items(command.items));
  if (command.other_site == context.site.site_id)
    return refuse(ErrorCode::invalid_argument, "that is this store", {{"/otherSite", "is this store"}});
  Transfer transfer;
  transfer.id = context.ids.next(context.now);
  transfer.other_site = command.other_site;
  transfer.note = command.note;
  for (const TransferItem& item : command.items) {
    const stock::Article article = TRY(article_of(tx.connection(), item.sku));
    line_of(transfer, article.sku).requested = item.quantity;
  }
  transfer.made = transfer.changed = context.now;
  stock::save(tx, transfer);
  audit(tx, context, "stock_requested", to_string(transfer.id), "{}", consent);
  return transfer;
}

Result<Transfer> send_transfer(db::Transaction& tx, const SendTransfer& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::stock_adjust));
  TRY(check_items(command.items));
  Transfer transfer;
  std::vector<TransferItem> items = command.items;
  if (command.transfer) {
    auto known = stock::find_transfer(tx.connection(), *command.transfer);
    if (!known || !known->outgoing) return refuse(ErrorCode::not_found, "nobody has asked this store for that");
    if (known->state != "requested") return refuse(ErrorCode::conflict, "it was sent already");
    transfer = *std::move(known);
    if (items.empty())
      for (const Transfer::Line& line : transfer.lines) items.push_back({line.sku, line.requested});
  } else {
    if (command.other_site == context.site.site_id)
      return refuse(ErrorCode::invalid_argument, "that is this store", {{"/otherSite", "is this store"}});
    transfer.id = context.ids.next(context.now);
    transfer.other_site = command.other_site;
    transfer.outgoing = true;
    transfer.note = command.note;
    transfer.made = context.now;
  }
  if (items.empty()) return refuse(ErrorCode::invalid_argument, "there is nothing to send", {{"/items", "is empty"}});
  TRY(move_goods(tx, transfer, items, -1, consent, context));
  for (const TransferItem& item : items) line_of(transfer, item.sku).sent = item.quantity;
  transfer.state = "sent";
  transfer.changed = context.now;
  stock::save(tx, transfer);
  return transfer;
}

Result<Transfer> receive_transfer(db::Transaction& tx, const ReceiveTransfer& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::stock_adjust));
  TRY(check_items(command.items));
  auto transfer = stock::find_transfer(tx.connection(), command.transfer);
  if (!transfer || transfer->outgoing)
    return refuse(ErrorCode::not_found, "nothing is known here of that transfer: look at the list once the line is up");
  if (transfer->state == "received") return refuse(ErrorCode::conflict, "it was received already");
  std::vector<TransferItem> items = command.items;
  if (items.empty())
    for (const Transfer::Line& line : transfer->lines)
      if (line.sent > Quantity{}) items.push_back({line.sku, line.sent});
  if (items.empty()) return refuse(ErrorCode::conflict, "it was not sent yet: say what came");
  TRY(move_goods(tx, *transfer, items, 1, consent, context));
  for (const TransferItem& item : items) line_of(*transfer, item.sku).received = item.quantity;
  transfer->state = "received";
  transfer->changed = context.now;
  stock::save(tx, *transfer);
  return *std::move(transfer);
}

void learn_transfer(db::Transaction& tx, Transfer stated) {
  const auto known = stock::find_transfer(tx.connection(), stated.id);
  if (known && stage(known->state) >= stage(stated.state)) return;
  stock::save(tx, stated);
}
}  // namespace holdfast::commands
