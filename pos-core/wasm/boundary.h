#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "charges/charge.h"
#include "promotions/rule_set.h"

namespace holdfast::wasm {
/// The pricing engine behind a text boundary: JSON in, JSON out, so that one module serves any page and the answers of
/// two builds can be compared byte for byte. A refusal is an answer, too: `{"refused":{"type","detail","errors"}}`,
/// with the type of the problem that POST /v1/price would answer.
class Boundary {
 public:
  /// `{"currency":"EUR","promotions":[…]}`: the rules of baskets that bring none, kept until the next call. Answers
  /// `{"rules":N}`; refused as a whole, the former ones stay.
  std::string keep_rules(std::string_view document);
  /// `{"currency":"EUR","charges":[…]}`: the store's charges, in its order, kept until the next call. Answers
  /// `{"charges":N}`; one that does not read is left out, as the store does.
  std::string keep_charges(std::string_view document);
  /// A sale (wasm/sale.h) with its charges; answered as price() does.
  std::string price_sale(std::string_view sale) const;
  /// A price request (schema/price-request.schema.json); answered as POST /v1/price does, byte for byte.
  std::string price(std::string_view request) const;

 private:
  std::shared_ptr<const promotions::RuleSet> rules_;
  std::vector<charges::Rule> charges_;
};
}  // namespace holdfast::wasm
