#pragma once
#include <string_view>

namespace holdfast::edge {
/// What goes first when a backlog drains. There is one log with one order and one watermark; a lane only decides
/// whether an event's body travels in its place or follows its hole once the money is up.
enum class Lane {
  money,  ///< what head office books: orders paid, cash, shifts
  goods,  ///< documents, stock, customers
  trace,  ///< carts, devices, sign-ons, prints
};
/// By type; a type nobody here knows is money, as being late must be decided, not fallen into.
Lane lane_of(std::string_view event_type);
}  // namespace holdfast::edge
