#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "charges/charge.h"
#include "pricing/price_request.h"

namespace holdfast::wasm {
/// A till's sale: a basket of goods, and what the store's charges look at besides (who is served how, what somebody
/// asked for). Tax categories are those of the store, in its order: service is spread over them.
struct Sale {
  pricing::PriceRequest request;               ///< its lines are goods; `categories` follow those of its lines
  std::vector<std::uint32_t> category_of;      ///< of each line: one of the store's
  std::map<std::string, std::uint32_t> own;    ///< by charge: the category that it names, where the goods go
  std::optional<taxes::TaxTable> with_lifted;  ///< the taxes as the shelf has them, where some are not taken
  std::vector<charges::Asked> asked;
  charges::Occasion occasion;  ///< `service` is a text of this sale's own
  std::string service;
};
/// `{"basket":PRICE-REQUEST,"taxCategories":[["A"]],"lines":[0],"own":{"bag":0},"asked":[{"charge","quantity"}],
/// "service":"eatIn","guests":2,"lifted":{"A":"exempt"}}`; complaints by path. A lifted tax goes out of prices that
/// contain it (pricing/lifted_taxes.h), as it does for the appliance.
Result<std::unique_ptr<Sale>> read_sale(const Json& document, std::shared_ptr<const promotions::RuleSet> rules);

/// The sale with its charges as lines `charge-1` and so on after the goods, as the appliance prices it
/// (commands/cart_basket.h): deposits and what was asked for at once, what looks at amounts after the goods are priced.
/// invalid_argument: a charge was asked for that is not known, or one lacks its category.
Result<pricing::PricedBasket> price_sale(Sale& sale, const std::vector<charges::Rule>& charges);
}  // namespace holdfast::wasm
