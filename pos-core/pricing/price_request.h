#pragma once
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/json.h"
#include "pricing/price.h"

namespace holdfast::pricing {
/// The semantic version of this engine: another figure for any input is another version.
constexpr std::string_view engine_version = "1.0";

/// A basket with everything that decides its price, as one document (schema/price-request.schema.json).
struct PriceRequest {
  Basket basket;
  Rules rules;
  std::vector<std::string> line_ids;
};
/// Reads it, complaints by path (invalid_body). A document without `promotions` is priced by `otherwise` (may be none).
Result<PriceRequest> read_price_request(const Json& document,
                                        std::shared_ptr<const promotions::RuleSet> otherwise = nullptr);

/// The answer: figures of lines and document, the trail, promotions that took nothing with the reason, and what it
/// takes to derive it again: engine version, versions of the rules that took part, digest of the figures.
std::string price_answer(const PriceRequest& request, const PricedBasket& priced);

/// SHA-256 over the figures of every line and of the document in canonical JSON (RFC 8785).
Sha256 digest_bytes(const PricedBasket& priced);
std::string digest_of(const PricedBasket& priced);  ///< in hex
/// Rules that took something, as a JSON array of `{"id","version"}`, in the order they worked.
std::string rule_versions(const PricedBasket& priced, const Rules& rules);
}  // namespace holdfast::pricing
