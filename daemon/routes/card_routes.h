#pragma once
#include <functional>
#include <optional>
#include <string>

#include "payments/card_payment.h"
#include "routes/api.h"

namespace holdfast::routes {
/// The cashier's answer to a driver's question.
struct CardAnswer {
  std::uint64_t number = 0;
  bool yes = false;
  std::string verdict;                 ///< of a keyed-in result: `approved`, `declined`, `aborted`; empty: none
  std::optional<std::int64_t> amount;  ///< minor units
  std::string text, brand, last_four;
};
/// What whoever drives the card terminals does for the routes, at once, on the I/O thread. Members may be empty (the
/// practice store): then nothing is live and the rest is refused.
struct CardDesk {
  std::function<std::optional<payments::Live>(const Uuid& attempt)> live;  ///< nothing: no driver is at it
  /// Refuse conflict when no driver is at that attempt, or the question is another one by now.
  std::function<Result<>(const Uuid& attempt)> abort;
  std::function<Result<>(const Uuid& attempt, const CardAnswer& answer)> answer;
  /// Asks the terminal once more what became of it; conflict while the driver is busy.
  std::function<Result<>(const Uuid& attempt)> ask_again;
  /// `dayEnd`, `diagnosis`, `initialise`, `logIn`, `status`; the report is stored (payments/terminal_report.h).
  std::function<Result<>(const Uuid& device, const std::string& kind)> service;
};
/// /v1/card-payments, /v1/devices/{id}/services and /v1/offline-cards.
void add_card_routes(Api& api, CardDesk desk);
void add_offline_card_routes(Api& api);  ///< part of the above
}  // namespace holdfast::routes
