// Rule documents and baskets from outside: whatever reads is priced or refused, twice the same, and what is priced adds
// up.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "mutate_json.h"
#include "pricing/price_request.h"
#include "promotions/rule_document.h"
#include "wasm/boundary.h"

using namespace holdfast;

namespace {
void require(bool holds) {
  if (!holds) __builtin_trap();
}

void check_sums(const pricing::PricedBasket& priced) {
  Money total = Money::zero(priced.total.currency());
  Money net = total;
  for (const pricing::PricedLine& line : priced.lines) {
    require(line.net + line.tax == line.gross);
    require(line.subtotal - line.discount == line.amount);
    total = total + line.gross;
    net = net + line.net;
  }
  require(total == priced.total);
  require(net == priced.net && priced.net + priced.tax == priced.total);
  std::int64_t trail = 0;
  for (const pricing::TrailEntry& entry : priced.trail)
    if (entry.stage != pricing::Stage::included_tax) trail += entry.amount;
  require(trail == priced.total.minor());
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto document = parse_json(text);
  if (!document) return 0;
  if (document->is_array()) {
    const auto rules = promotions::read_rules(*document, Rational{100});
    require(rules || !rules.error().fields.empty() || !rules.error().detail.empty());
    return 0;
  }
  const auto request = pricing::read_price_request(*document);
  if (!request || request->basket.lines.size() > 50 || request->rules.exact()) return 0;
  const auto priced = pricing::price(request->basket, request->rules);
  if (!priced) return 0;
  check_sums(*priced);
  const std::string answer = pricing::price_answer(*request, *priced);
  require(parse_json(answer).has_value());
  wasm::Boundary boundary;
  require(boundary.price(text) == answer);
  return 0;
}
