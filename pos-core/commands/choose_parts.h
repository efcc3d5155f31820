#pragma once
#include <optional>
#include <string>
#include <vector>

#include "commands/article_terms.h"
#include "commands/edit_cart.h"

namespace holdfast::commands {
/// What was chosen with an article becomes lines that belong to it. Of a combo its price is spread over them by their
/// own prices, to the cent, and the extras come on top: so each part has its own taxes and its own station, and what
/// comes back is paid back as a part of the combo. Refuses invalid_argument, by path below /choices, for what is not
/// offered, too few and too many; conflict for a combo that is not counted in whole ones.
/// The numbers of the lines that are new; nothing where the article offers no choice.
Result<std::vector<int>> add_parts(db::Transaction& tx, carts::Cart& cart, int main, const std::vector<Choice>& chosen,
                                   Context& context);

/// A line with parts is now another quantity: its parts, too. Their numbers. Refuses conflict where it is not counted
/// in whole ones.
Result<std::vector<int>> follow_quantity(carts::Cart& cart, int main, Quantity before);
/// Whether a line may be changed (its price or quantity), or taken out, by itself. Refuses conflict with what to do
/// instead.
Result<> may_change_alone(const carts::Cart& cart, const carts::Item& item, bool price, bool quantity);
Result<> may_leave_alone(db::Connection& connection, const carts::Cart& cart, const carts::Item& item);

/// What there is to choose, as it would be sold today to anybody.
struct Offered {
  struct Option {
    Uuid variant;
    std::string sku, name;
    std::int64_t extra = 0;  ///< on top of the article's price, minor units
  };
  struct Group {
    std::string name;
    int least = 0, most = 1;
    std::vector<Option> options;  ///< those that are sold and have a price
  };
  bool combo = false;
  std::optional<std::int64_t> price;  ///< of the article itself
  std::vector<Group> groups;
};
Result<Offered> offered_choices(db::Connection& connection, const Uuid& variant, const Site& site, Instant now);
}  // namespace holdfast::commands
