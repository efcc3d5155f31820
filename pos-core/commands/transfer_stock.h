#pragma once
#include <optional>
#include <string>
#include <vector>

#include "commands/context.h"
#include "stock/transfer_rows.h"

/// Goods between this store and another: they leave the books here when they are sent, and are in them there when they
/// are received; in between the hub has them. What happens here happens with or without a line (StockMoved goes up).
namespace holdfast::commands {
struct TransferItem {
  std::string sku;
  Quantity quantity;
};
/// Asks for goods of another store: kept here, told to the hub by the caller.
struct RequestTransfer {
  std::string other_site;
  std::vector<TransferItem> items;
  std::string note;
};
Result<stock::Transfer> request_transfer(db::Transaction& tx, const RequestTransfer& command, Context& context);

/// Sends what was asked for, or, without an id, something new. No items: all that was asked for.
struct SendTransfer {
  std::optional<Uuid> transfer;
  std::string other_site;  ///< of something new
  std::vector<TransferItem> items;
  std::string note;
};
/// Takes stock_adjust. Refuses not_found, conflict (sent already), invalid_argument.
Result<stock::Transfer> send_transfer(db::Transaction& tx, const SendTransfer& command, Context& context);

/// No items: all that was sent.
struct ReceiveTransfer {
  Uuid transfer;
  std::vector<TransferItem> items;
};
Result<stock::Transfer> receive_transfer(db::Transaction& tx, const ReceiveTransfer& command, Context& context);

/// As the hub has it, unless this store is further: `stated` of a hub's answer.
void learn_transfer(db::Transaction& tx, stock::Transfer stated);
}  // namespace holdfast::commands
