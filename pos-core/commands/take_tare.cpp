#include "commands/take_tare.h"

#include <algorithm>
#include <array>

#include "commands/article_terms.h"

namespace holdfast::commands {
namespace {
bool is_weight(std::string_view unit) {
  static constexpr std::array<std::string_view, 4> units{"kg", "g", "lb", "oz"};
  return std::ranges::find(units, unit) != units.end();
}

Result<Quantity> less(const std::string& name, const std::string& unit, Quantity gross, Quantity tare) {
  if (tare.is_zero()) return gross;
  if (!is_weight(unit))
    return refuse(ErrorCode::invalid_argument, name + " is not sold by weight",
                  {{"/tare", "goes with what is sold by weight"}});
  if (gross.micro() <= 0 || tare.micro() < 0 || tare >= gross)
    return refuse(ErrorCode::invalid_argument, "the tare is not below the weight of " + name,
                  {{"/tare", "must be below the weight"}});
  return gross - tare;
}
}  // namespace

Result<> take_tare(db::Connection& connection, carts::Item& item, const AddItem& command, bool of_label) {
  Quantity tare = command.tare.value_or(Quantity{});
  const bool net = command.weighing && command.weighing->net;
  if (!tare.is_zero() && of_label && !command.quantity)
    return refuse(ErrorCode::conflict, "the label of " + item.name + " says its net weight");
  if (!tare.is_zero() && net) return refuse(ErrorCode::conflict, "the scale has taken a tare off already");
  if (!command.tare && command.weighing && !net)
    if (const auto terms = find_article_terms(connection, *item.variant_id)) tare = terms->tare;
  item.quantity = TRY(less(item.name, item.unit, item.quantity, tare));
  item.terms.tare = tare;
  return {};
}

Result<Quantity> net_of(const carts::Item& item, const ChangeItem& change) {
  const Quantity known = item.terms.tare;
  if (!change.tare && (known.is_zero() || !change.quantity)) return change.quantity.value_or(item.quantity);
  if (change.tare && item.label_amount)
    return refuse(ErrorCode::conflict, "the label of " + item.name + " says its net weight");
  const auto reading = change.tare && !item.weighing.empty() ? parse_json(item.weighing) : Result<Json>{Json{}};
  const Json* taken_off = reading ? reading->find("net") : nullptr;
  if (taken_off != nullptr && taken_off->truth())
    return refuse(ErrorCode::conflict, "the scale has taken a tare off already");
  const Quantity gross = change.quantity.value_or(item.quantity + known);
  return less(item.name, item.unit, gross, change.tare.value_or(known));
}
}  // namespace holdfast::commands
