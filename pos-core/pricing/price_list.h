#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "money/rational.h"
#include "promotions/schedule.h"

namespace holdfast::pricing {
/// Attribute -> the values that will do; all attributes must match.
using Requirements = std::map<std::string, std::vector<std::string>, std::less<>>;

enum class PriceKind : std::uint8_t { fixed, percent_off, surcharge, markup_percent };

/// One price of a list. Formulas start from the base price; amounts are minor units, limits include their ends.
struct PriceRule {
  PriceKind kind = PriceKind::fixed;
  Rational value;
  std::string sku = {};  ///< empty with an empty category: every article
  std::string category = {};
  std::optional<Rational> min_quantity = {};
  std::optional<Rational> max_quantity = {};
  Requirements requires_ = {};
  std::optional<Instant> starts = {};
  std::optional<Instant> ends = {};
};

enum class ListType : std::uint8_t { list, sale, override_ };

struct PriceList {
  std::string id;
  ListType type = ListType::list;
  std::string currency = {};  ///< empty: any
  std::optional<Instant> starts = {};
  std::optional<Instant> ends = {};
  bool active = true;
  std::int64_t priority = 0;
  std::vector<std::string> channels = {};
  Requirements requires_ = {};
  std::vector<PriceRule> rules = {};
  promotions::Schedule schedule = {};  ///< in the store's time
};

/// A promotion on the shelf price, before any basket.
struct CataloguePromotion {
  std::string id;
  std::optional<Rational> percent = {};  ///< or an amount in minor units
  Rational amount = {};
  std::vector<std::string> skus = {};  ///< none and no categories: every article
  std::vector<std::string> categories = {};
  std::vector<std::string> channels = {};
  std::optional<Instant> starts = {};
  std::optional<Instant> ends = {};
  std::int64_t priority = 0;
  bool exclusive = false;
};

struct PriceQuery {
  std::string sku;
  std::vector<std::string> categories = {};
  Rational quantity = 1;
  std::optional<Instant> at = {};  ///< none: dates and hours are not looked at
  std::string channel = {};
  std::map<std::string, std::string, std::less<>> attributes = {};
  std::string currency = {};
  int offset_minutes = 0;  ///< of the store from UTC
};

/// Which of several matching rules counts. Names as in the pricing cases; every one is a total order without ties.
enum class PriceSelection : std::uint8_t {
  most_specific,         ///< most matched attributes, narrower scope, higher tier, lower price, list order
  override_then_lowest,  ///< override lists replace plain ones, a sale list wins when lower; inside each most_specific
  scope_then_tier,       ///< article before category before all, higher tier, list order
  priority,              ///< highest priority of the list, then most_specific
  first,                 ///< list order, then most_specific
};
std::optional<PriceSelection> parse_price_selection(std::string_view name);

struct PriceSources {
  std::optional<Rational> base_price = {};
  Rational min_price = {};  ///< catalogue promotions stop here
  std::vector<PriceList> lists = {};
  std::vector<CataloguePromotion> promotions = {};
};
struct ResolvedPrice {
  std::optional<Rational> unit_price = {};  ///< minor units; none: no price, which is not a price of zero
  std::string list = {};                    ///< empty: the base price
  std::vector<std::string> applied = {};    ///< catalogue promotions, in the order they worked
};

/// The unit price of an article on an occasion: the list's price, then the catalogue promotions, each rounded.
ResolvedPrice resolve_price(const PriceSources& sources, const PriceQuery& query, PriceSelection selection,
                            Rounding rounding = Rounding::half_up);
}  // namespace holdfast::pricing
