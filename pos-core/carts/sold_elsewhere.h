#pragma once
#include <optional>
#include <string>

#include "base/id.h"
#include "money/quantity.h"

namespace holdfast::carts {
/// The line of another store's order that a line takes back.
struct SoldElsewhere {
  std::string site_id;
  Uuid order;
  int position = 0;
  std::string receipt_number;
  std::optional<Uuid> claim = {};  ///< the hub holds the quantity for this store; none: provisional, the hub settles it
  std::string verified = "hub";    ///< who says that it was sold: `hub`, or `signature` of its receipt
  Quantity before = {};            ///< what had come back until then, as far as that is known
  friend bool operator==(const SoldElsewhere&, const SoldElsewhere&) = default;
};
}  // namespace holdfast::carts
