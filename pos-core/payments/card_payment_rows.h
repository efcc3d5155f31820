#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/transaction.h"
#include "payments/card_payment.h"

namespace holdfast::payments {
/// not_found when there is none.
Result<CardPayment> load_card_payment(db::Connection& connection, const Uuid& id);
Result<CardPayment> load_card_payment(db::Connection& connection, std::int64_t row);
std::vector<CardPayment> card_payments_of_order(db::Connection& connection, std::int64_t order_row);

/// --- for whoever drives the terminal of a device ---
/// The attempt that may be started now: in `created`, the oldest of its device, and nothing earlier of its order is on
/// its way. Nothing while another attempt of the device is armed or running.
std::optional<CardPayment> next_to_start(db::Connection& connection, std::int64_t device_row);
/// Without an outcome, oldest first: `armed`, `running` or `unknown`, to be resolved by asking. Not what waits for a
/// person (`manual`).
std::vector<CardPayment> to_resolve(db::Connection& connection, std::int64_t device_row);
/// Rows of the devices of which a payment is in doubt (`unknown`).
std::set<std::int64_t> terminals_in_doubt(db::Connection& connection);
/// Decided by a person, and the driver (eft::Decided) has not been told.
std::vector<CardPayment> untold_decisions(db::Connection& connection, std::int64_t device_row);
/// The driver's memory of this device, opaque; empty when it never left one.
std::string terminal_memory(db::Connection& connection, std::int64_t device_row);

struct CardPaymentFilter {
  std::optional<Uuid> order, device, register_id;
  std::optional<bool> open;  ///< is_live()
  std::int64_t before = 0;   ///< row; 0: from the newest
  int limit = 50;
};
/// Newest first, without receipt lines.
std::vector<CardPayment> list_card_payments(db::Connection& connection, const CardPaymentFilter& filter);

/// --- for the commands ---
/// Fills row and id's row; `lines` are not written.
void insert(db::Transaction& tx, CardPayment& payment, std::int64_t staff_row);
/// State, note, result, decision, told, contradiction and times.
void update(db::Transaction& tx, const CardPayment& payment);
void append_lines(db::Transaction& tx, std::int64_t payment_row, const std::vector<TerminalLine>& lines);
void save_memory(db::Transaction& tx, std::int64_t device_row, std::string_view memory, Instant now);
}  // namespace holdfast::payments
