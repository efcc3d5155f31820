#pragma once
#include <optional>
#include <string>
#include <vector>

#include "carts/cart.h"
#include "commands/context.h"

namespace holdfast::commands {
/// Changes to what few carts carry; what is not set stays.
struct ChangeTerms {
  std::optional<carts::Service> service;
  std::optional<std::string> tender;  ///< code of an active tender; empty: none chosen
  std::optional<std::string> table;
  std::optional<int> guests;
  std::optional<std::string> purchase_order;
  std::optional<std::string> ship_to;  ///< `FR`, `US-CA`; empty: taken along
  std::optional<bool> exempt;
  std::optional<bool> reverse_charge;
};
/// `FR`, `US-CA`: ISO 3166.
bool is_place(std::string_view text);
Result<> change_terms(db::Connection& connection, carts::Cart& cart, const ChangeTerms& change, const Context& context);

struct ChangeLineTerms {
  std::optional<carts::Service> service;
  std::optional<int> seat, course;
  std::optional<Uuid> modifies;  ///< the line it belongs to
  std::optional<bool> substitute;
  std::optional<std::vector<std::string>> serials;
  std::optional<std::string> birth_date;  ///< YYYY-MM-DD; judged, never kept
  bool empty() const { return !service && !seat && !course && !modifies && !substitute && !serials && !birth_date; }
};
/// Refuses age_... as conflict when the customer is too young for the article today.
Result<> change_line_terms(db::Connection& connection, const carts::Cart& cart, carts::Item& item,
                           const ChangeLineTerms& change, const Context& context);

/// A charge somebody asks for; a negative quantity is empties that come back for their deposit. The same charge adds
/// up.
struct AskCharge {
  std::string charge;
  Quantity quantity = Quantity::pieces(1);
};
Result<> ask_charge(db::Connection& connection, carts::Cart& cart, const AskCharge& command, const Context& context);
}  // namespace holdfast::commands
