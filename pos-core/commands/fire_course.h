#pragma once
#include <optional>
#include <vector>

#include "checks/course.h"
#include "commands/edit_cart.h"
#include "devices/print_job.h"
#include "orders/order.h"

namespace holdfast::commands {
/// The kitchen is told of a course: once, with the check's new state in the same commit as the tickets and their print
/// jobs. Without a course: of all that it does not know yet, a ticket for each course. Refuses conflict when it knows
/// all of it.
struct FiredCourses {
  CartView cart;
  std::vector<checks::CourseTicket> tickets;
};
Result<FiredCourses> fire_course(db::Transaction& tx, const CartTarget& target, std::optional<int> course,
                                 Context& context);

/// What the kitchen hears of what it knows already. Nothing where it knows nothing of it, so carts that no kitchen is
/// told of pay for none of this.
/// A line has changed, or is gone; writes down how many of it the kitchen knows now.
void tell_kitchen_of_change(db::Transaction& tx, const carts::Cart& cart, const carts::Item& before, carts::Item* after,
                            Context& context);
/// The check was given up.
void tell_kitchen_of_end(db::Transaction& tx, const carts::Cart& cart, Context& context);
/// Lines of `cart`, which is at its new table, are wanted there now.
void tell_kitchen_of_move(db::Transaction& tx, const carts::Cart& cart, const std::vector<int>& items,
                          const std::string& from_table, Context& context);

/// An order was paid, or voided: its lines of the kitchen's categories that no course told of are a ticket for the
/// screen (its printers have theirs from the order). Nothing where the store has no such category.
void tell_kitchen_of_order(db::Transaction& tx, const orders::Order& order, Context& context);

/// The same ticket once more, marked as a copy: print jobs of the printers that have lines of it.
Result<std::vector<devices::PrintJob>> repeat_ticket(db::Transaction& tx, const Uuid& id, Context& context);
/// The kitchen is done with it, or not after all.
Result<checks::CourseTicket> finish_ticket(db::Transaction& tx, const Uuid& id, bool ready, Context& context);
}  // namespace holdfast::commands
