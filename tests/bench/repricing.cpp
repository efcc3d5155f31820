// How many paid orders a second one core prices again: from the event's JSON to the verdict. bench_repricing [ORDERS]
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "pricing/price_request.h"
#include "promotions/rule_document.h"
#include "repricing/repricer.h"

namespace holdfast {
namespace {
constexpr int lines = 5;

class Shelf final : public repricing::Documents {
 public:
  std::vector<repricing::Published> rule(const std::string& id) override { return {{1, document(id)}}; }
  std::vector<repricing::Published> tax_categories() override {
    return {{1, R"({"name":"Standard","rates":[{"code":"VAT21","name":"VAT","rate":"21","included":true}]})"}};
  }
  static std::string document(const std::string& id) {
    if (id == "three-for-two")
      return R"({"id":"three-for-two","actions":[{"type":"cheapest","value":"100","per_group_of":"3"}]})";
    return R"({"id":"over-ten","actions":[{"type":"percent","target":"order","value":"5"}]})";
  }
};

std::string order(std::int64_t number, const pricing::Rules& rules) {
  const Currency eur{"EUR", 2};
  pricing::Basket basket{eur, {}, {}, {}};
  for (std::int64_t i = 0; i < lines; ++i) {
    const Money price{100 + (number * 37 + i * 101) % 2000, eur};
    basket.lines.push_back({.key = 1,
                            .sku = "SKU-" + std::to_string(i),
                            .unit_price = price,
                            .list_price = price,
                            .label_amount = {},
                            .min_unit_price = {},
                            .categories = {},
                            .discounts = {}});
  }
  const auto priced = pricing::price(basket, rules);
  std::string out = R"({"kind":"sale","total":)" + std::to_string(priced->total.minor()) + R"(,"net":)" +
                    std::to_string(priced->net.minor()) + R"(,"tax":)" + std::to_string(priced->tax.minor()) +
                    R"(,"pricing":)";
  pricing::append_derivation(out, basket, rules, *priced, pricing::digest_of(*priced));
  return out + "}";
}
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
}  // namespace

int run(std::int64_t count) {
  pricing::Rules rules;
  taxes::TaxRate rate;
  rate.code = "VAT21";
  rate.rate = Percent::whole(21);
  rate.included = true;
  rules.taxes.rates = {rate};
  rules.taxes.categories = {{0}};
  std::vector<promotions::Rule> made;
  std::vector<FieldError> errors;
  for (const char* id : {"three-for-two", "over-ten"})
    made.push_back(promotions::read_rule(*parse_json(Shelf::document(id)), Rational{100}, errors));
  rules.promotions = std::make_shared<const promotions::RuleSet>(std::move(made));
  std::vector<std::string> orders;
  for (std::int64_t i = 0; i < count; ++i) orders.push_back(order(i, rules));
  Shelf shelf;
  repricing::Repricer repricer;
  std::int64_t odd = 0;
  const double began = cpu_seconds();
  for (const std::string& text : orders) odd += repricer.check(*parse_json(text), shelf) ? 1 : 0;
  const double taken = cpu_seconds() - began;
  std::printf(
      "repricing: %lld orders of %d lines under 2 rules, %.0f a second of one core (floor 5000), %.1f us each, %lld "
      "odd\n",
      static_cast<long long>(count), lines, static_cast<double>(count) / taken,
      1e6 * taken / static_cast<double>(count), static_cast<long long>(odd));
  return odd == 0 ? 0 : 1;
}
}  // namespace holdfast

int main(int argc, char** argv) { return holdfast::run(argc > 1 ? std::atoll(argv[1]) : 20'000); }
