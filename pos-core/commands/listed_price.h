#pragma once
#include <optional>
#include <string>
#include <vector>

#include "commands/reference.h"
#include "customers/buyer_rows.h"
#include "money/quantity.h"

namespace holdfast::commands {
/// When and where it is priced.
struct Moment {
  Instant now;
  int utc_offset_min = 0;
};
/// An article as price lists ask for it.
struct Listed {
  std::string sku;
  std::vector<std::string> categories;  ///< slugs, with those above them
  Quantity quantity;
};
/// What one unit costs at the till, minor units: `base` (of the price books), or what the price lists say instead; of a
/// customer in several groups the group that pays least. None: no price.
std::optional<std::int64_t> listed_price(const Reference& reference, const Listed& article,
                                         const customers::Buyer& buyer, const Moment& moment, Currency currency,
                                         std::optional<std::int64_t> base);
}  // namespace holdfast::commands
