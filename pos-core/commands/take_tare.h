#pragma once
#include "commands/edit_cart.h"

namespace holdfast::commands {
/// The packaging's weight comes off a new line's quantity, which is net from then on: what was named with it, or the
/// article's usual tare off what a scale says gross. Refuses invalid_argument for a tare that is not below the weight
/// (OIML R 76-1, 4.6 and 4.7: nothing is sold by a net weight of nothing or less), and conflict where the weight is net
/// already: a label's, or that of a scale that has taken a tare off.
Result<> take_tare(db::Connection& connection, carts::Item& item, const AddItem& command, bool of_label);
/// What a line weighs net after a change of its quantity, its tare, or both. A quantity that is named for a line with
/// a tare is what was weighed, gross.
Result<Quantity> net_of(const carts::Item& item, const ChangeItem& change);
}  // namespace holdfast::commands
