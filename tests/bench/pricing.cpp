// What a price costs with ten thousand promotions in force: from scratch, and for one more scan. Prints microseconds
// and what each is of the budget (1 ms and 100 us) and of the same basket without any promotion.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>

#include "pricing/cart_pricer.h"
#include "promotions/rule_document.h"

namespace {
using namespace holdfast;
using namespace holdfast::pricing;
const Currency eur{"EUR", 2};

/// A calendar as a chain has it: most rules about single articles, many about categories, sets and codes, a few about
/// the whole basket.
std::vector<promotions::Rule> calendar(std::size_t count, std::mt19937_64& random) {
  const auto below = [&](std::uint64_t n) { return random() % n; };
  const auto sku = [&] { return "\"s" + std::to_string(below(20'000)) + '"'; };
  const auto category = [&] { return "\"c" + std::to_string(below(400)) + '"'; };
  std::string json = "[";
  for (std::size_t i = 0; i < count; ++i) {
    std::string actions;
    switch (i % 20) {
      case 0:
        actions = R"({"type":"percent","value":"10","select":{"categories":[)" + category() + "]}}";
        break;
      case 1:
        actions = R"({"type":"buy_get","buy":{"quantity":"2","select":{"skus":[)" + sku() + "," + sku() +
                  R"(]}},"get":{"quantity":"1","percent":"100"},"consume_units":true})";
        break;
      case 2:
        actions = R"({"type":"bundle","components":[{"select":{"skus":[)" + sku() + R"(]}},{"select":{"categories":[)" +
                  category() + R"(]}}],"deal":{"type":"price","value":"5.00"}})";
        break;
      case 3:
        actions = R"({"type":"cheapest","value":"50","per_group_of":"3","select":{"categories":[)" + category() + "]}}";
        break;
      case 4:
        actions = R"({"type":"percent","target":"order","value":"5"})";
        break;
      default:
        actions = R"({"type":"amount","value":"0.30","select":{"skus":[)" + sku() + "]}}";
        break;
    }
    json +=
        (i ? "," : "") + std::string{R"({"id":"r)"} + std::to_string(i) + R"(","priority":)" + std::to_string(i % 7);
    if (i % 20 == 4 && i > 60) json += R"(,"coupon":"K)" + std::to_string(i) + '"';
    json += R"(,"actions":[)" + actions + "]}";
  }
  json += "]";
  return promotions::read_rules(parse_json(json).value(), Rational{100}).value();
}

BasketLine scanned(std::mt19937_64& random) {
  const auto below = [&](std::uint64_t n) { return static_cast<std::int64_t>(random() % n); };
  const std::int64_t article = below(20'000);
  const Money price{50 + article * 7 % 2000, eur};
  BasketLine line{.key = 0,
                  .sku = "s" + std::to_string(article),
                  .quantity = Quantity::pieces(1 + below(3)),
                  .unit_price = price,
                  .list_price = price,
                  .label_amount = {},
                  .min_unit_price = {},
                  .categories = {"c" + std::to_string(article % 400)},
                  .discounts = {}};
  line.tax_category = static_cast<std::uint32_t>(article % 2);
  return line;
}

struct Times {
  double median;
  double p99;
};
/// Processor time of this thread: what else runs on the machine does not count.
double now_us() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}
template <class Run>
Times measure(int rounds, Run run) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const double begin = now_us();
    run(i);
    times.push_back(now_us() - begin);
  }
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times[times.size() * 99 / 100]};
}

void report(const char* what, const Times& times, double budget, double plain) {
  std::printf("%-44s %8.1f us median, %8.1f us p99, %5.2f of the budget, %5.1f x without promotions\n", what,
              times.median, times.p99, times.p99 / budget, times.median / plain);
}
}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::stoul(argv[1]) : 10'000;
  std::mt19937_64 random{7};
  Rules rules;
  for (const int rate : {21, 9}) {
    taxes::TaxRate tax;
    tax.code = std::to_string(rate);
    tax.rate = Percent::whole(rate);
    tax.included = true;
    rules.taxes.rates.push_back(tax);
    rules.taxes.categories.push_back({static_cast<std::uint32_t>(rules.taxes.categories.size())});
  }
  Basket basket{eur, {}, {}, {}};
  for (int i = 0; i < 100; ++i) basket.lines.push_back(scanned(random));
  std::int64_t sum = 0;
  const Times plain = measure(2000, [&](int) { sum += price(basket, rules)->total.minor(); });
  rules.promotions = std::make_shared<const promotions::RuleSet>(calendar(count, random));
  const Times whole = measure(2000, [&](int) { sum += price(basket, rules)->total.minor(); });
  CartPricer pricer{basket, rules};
  const Times scan = measure(2000, [&](int i) {
    pricer.replace(static_cast<std::size_t>(i % 100), scanned(random));
    sum += pricer.price()->total.minor();
  });
  const auto result = price(basket, rules);
  std::printf("%zu promotions, 100 lines; %zu looked at took something, %zu did not\n", count,
              result->deductions.size(), result->refused.size());
  report("no promotions", plain, 1000, plain.median);
  report("from scratch", whole, 1000, plain.median);
  report("one more scan", scan, 100, plain.median);
  return sum == 0;
}
