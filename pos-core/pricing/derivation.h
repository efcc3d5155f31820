#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "pricing/price.h"

namespace holdfast::pricing {
/// A rule in one of its versions; its document is kept by whoever made it.
struct RuleVersion {
  std::string id;
  std::int64_t version = 0;
  friend auto operator<=>(const RuleVersion&, const RuleVersion&) = default;
};

/// What it takes to price a sold basket again, anywhere and at any time: the basket as the engine saw it, the taxes it
/// used, the rules that took something or were in the running by version, and what came out. `rules` of it has no
/// promotions: whoever holds the documents puts them in, in the order they are named.
struct Derivation {
  std::string engine;
  std::string digest;  ///< pricing::digest_of(), in hex
  std::int64_t total = 0;
  std::vector<RuleVersion> at_work;
  Basket basket;
  Rules rules;
};

/// Appends it as one JSON object (`pricing` of OrderPaid, schema/events.yaml). Members that say nothing new are left
/// out. False and nothing written: an amount of the basket is too fine to be written down.
bool append_derivation(std::string& out, const Basket& basket, const Rules& rules, const PricedBasket& priced,
                       const std::string& digest_hex);
/// invalid_body with the complaints by path; members it does not know are complaints too, as they would change the
/// price.
Result<Derivation> read_derivation(const Json& document);
}  // namespace holdfast::pricing
