#include "carts/cart.h"

#include <array>

namespace holdfast::carts {
namespace {
constexpr std::array<std::string_view, 5> statuses{"ACTIVE", "SUSPENDED", "CHECKED_OUT", "VOIDED", "EXPIRED"};
}
std::string_view name_of(Status status) { return statuses[static_cast<std::size_t>(status)]; }
std::optional<Status> parse_status(std::string_view name) {
  for (std::size_t i = 0; i < statuses.size(); ++i)
    if (statuses[i] == name) return static_cast<Status>(i);
  return std::nullopt;
}
Item* Cart::find_item(int wanted) {
  for (Item& item : items)
    if (item.item == wanted) return &item;
  return nullptr;
}
}  // namespace holdfast::carts
