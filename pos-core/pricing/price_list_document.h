#pragma once
#include <unordered_map>
#include <vector>

#include "base/json.h"
#include "db/connection.h"
#include "money/money.h"
#include "pricing/price_list.h"

namespace holdfast::pricing {
/// Reads price lists (schema/price-list.schema.json), complaints by path; ids are unique. Refused as a whole
/// (invalid_body).
Result<std::vector<PriceList>> read_price_lists(const Json& list, const Rational& minor_per_major);

/// Lists by what they name, so that an article asks those about it only.
class PriceListIndex {
 public:
  PriceListIndex() = default;
  explicit PriceListIndex(std::vector<PriceList> lists);
  bool empty() const { return lists_.empty(); }
  /// The rules about this article, in lists that keep their order.
  std::vector<PriceList> about(const std::string& sku, const std::vector<std::string>& categories) const;

 private:
  struct Place {
    std::uint32_t list, rule;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  std::vector<PriceList> lists_;
  std::unordered_map<std::string, std::vector<Place>> by_sku_, by_category_;
  std::vector<Place> for_all_;
};

struct StoredPriceLists {
  PriceListIndex index;
  Instant valid_from, valid_until;  ///< the span in which no version begins
};
/// The newest versions; as of `at`, if it is given. Documents that no longer read are left out.
StoredPriceLists load_price_lists(db::Connection& connection, Currency currency, std::optional<Instant> at);
}  // namespace holdfast::pricing
