#pragma once
#include <optional>
#include <string>

#include "base/json.h"
#include "commands/context.h"
#include "payments/stored_value.h"

/// A voucher's value goes from the store that has it to the one where the customer stands (sync.yaml, `voucher.fetch`).
/// It is in one store at a time, whose alone it is to spend. VoucherMoved tells both steps.
namespace holdfast::commands {
/// All that is left of it leaves this store, as `transfer`. Refuses not_found, tender_refused (expired) and
/// insufficient_balance (used up).
Result<> hand_over_voucher(db::Transaction& tx, const Uuid& voucher, const Uuid& transfer, Context& context);

/// Whether it was handed over and has not come back: what is put on it belongs where it is.
bool is_elsewhere(db::Connection& connection, const payments::StoredValue& value);

struct FetchedVoucher {
  Uuid id, transfer;
  std::string code;  ///< as it was typed
  std::int64_t amount = 0;
  std::string currency;
  std::optional<Instant> expires;
};
/// The hub's answer; nothing while the voucher is on its way. Refuses invalid_body.
Result<std::optional<FetchedVoucher>> read_fetched(const std::string& answer, const std::string& code);
/// It is this store's from now on; the same transfer again changes nothing. Refuses conflict: another voucher has the
/// code.
Result<payments::StoredValue> receive_voucher(db::Transaction& tx, const FetchedVoucher& fetched, Context& context);
}  // namespace holdfast::commands
