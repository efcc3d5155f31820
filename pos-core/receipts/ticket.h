#pragma once
#include <span>
#include <string>

#include "receipts/receipt.h"

namespace holdfast::receipts {
struct TicketOptions {
  std::string place;   ///< above all: the printer's name
  bool again = false;  ///< marked, so that nobody prepares it twice
  Locale locale = {};
};
/// What a kitchen or a counter reads of an order: receipt number, till and time, then in big letters quantity and name
/// of the lines at these positions, with their notes. No prices, no code to scan: it is no receipt.
Receipt make_ticket(const orders::Order& order, std::span<const int> lines, const TicketOptions& options);
}  // namespace holdfast::receipts
