#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "db/connection.h"
#include "money/money.h"
#include "pricing/loyalty.h"

/// Loyalty programmes as dated, versioned documents (schema/loyalty-programme.schema.json), kept in the rule book. The
/// rules of points themselves are pricing/loyalty.h.
namespace holdfast::loyalty {
/// How lines earn. Each line is earned on by the first rule that takes it.
struct EarnRule {
  std::string id;
  bool by_quantity = false;  ///< points for each unit, instead of for each amount
  Rational per;              ///< minor units, or units, for `points`
  Rational points;
  Rounding rounding = Rounding::floor;  ///< of a sale's points under this rule
  std::int64_t min_spend = 0;           ///< minor units: what the rule's lines must come to together
  std::vector<std::string> skus, categories, except_categories;  ///< empty: all
  std::optional<Instant> starts, ends;
};
struct Tier {
  std::string id, name;
  std::int64_t min_spent = 0;  ///< minor units, of all that ever earned points, less what came back
  Rational multiplier = 1;
};
/// What points are worth as money.
struct Redeem {
  std::int64_t point_value = 0;  ///< minor units; 0: points buy nothing
  std::int64_t lot = 1;          ///< points go in multiples of this
  std::int64_t min_points = 0;
  std::optional<Rational> max_percent;  ///< of the sale
  bool as_tender = true, as_discount = false;
};
struct Programme {
  std::string id, name;
  std::int64_t version = 1;
  std::optional<Instant> starts, ends;
  std::vector<EarnRule> earn;
  std::vector<Tier> tiers;
  Redeem redeem;
  std::int64_t expire_days = 0;  ///< points live so long; 0: for ever
  bool at_hub = false;           ///< the hub keeps the points of all stores together (`keptBy`)

  bool in_force(Instant at) const { return (!starts || *starts <= at) && (!ends || at < *ends); }
};

/// Complaints go to `errors` by JSON Pointer; what was read then is not to be used.
Programme read_programme(const Json& document, std::vector<FieldError>& errors, const std::string& pointer = "");
Result<std::vector<Programme>> read_programmes(const Json& list);

/// The newest versions by id; as of `at`, if it is given. Documents that no longer read earn nothing.
std::vector<Programme> load_programmes(db::Connection& connection, std::optional<Instant> at);
}  // namespace holdfast::loyalty
