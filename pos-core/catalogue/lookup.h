#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "catalogue/variant.h"
#include "db/connection.h"
#include "money/quantity.h"
#include "site/site.h"

namespace holdfast::catalogue {
/// What a scanned or typed code names, with what the label itself says.
struct Lookup {
  Variant variant;
  std::optional<Quantity> quantity;                      ///< weight or count on the label
  std::optional<std::int64_t> price;                     ///< amount on the label, minor units
  std::vector<std::pair<std::string, std::string>> gs1;  ///< application identifier and value, when it carried any
  std::string code;                                      ///< as `barcode` stores it
};
/// EAN, UPC, ITF-14, GS1 element strings and Digital Link, in-store numbers with weight or price, PLUs and other plain
/// codes, last the SKU. Refuses with unknown_code, and invalid_argument for a label priced in another currency.
Result<Lookup> look_up(db::Connection& connection, std::string_view raw, const Site& site);
}  // namespace holdfast::catalogue
