#include <catch2/catch.hpp>
#include <cstdlib>

#include "pricing/cart_pricer.h"
#include "pricing/derivation.h"
#include "pricing/price_request.h"
#include "pricing/refund_shares.h"
#include "support/random_sale.h"

/// Seeded random carts under random calendars and tax laws: what must hold whatever is on offer.
namespace holdfast::pricing {
namespace {
const Currency eur = test::RandomSale::currency;
using test::RandomSale;

std::string shown(const PricedBasket& priced, const Basket& basket, const Rules& rules) {
  std::string text;
  append_trail_json(text, priced.trail, basket, rules);
  for (const Refused& refused : priced.refused)
    text.append(" ").append(std::to_string(refused.rule)).append(name_of(refused.why));
  for (const PricedLine& line : priced.lines)
    text += " " + std::to_string(line.amount.minor()) + "/" + std::to_string(line.net.minor()) + "/" +
            std::to_string(line.tax.minor());
  return text;
}
}  // namespace

TEST_CASE("pricing a basket line by line says what pricing it at once does", "[pricing]") {
  const char* wanted = std::getenv("HOLDFAST_EDITS");  // a million in the nightly run
  const char* from = std::getenv("HOLDFAST_SEED");
  const std::int64_t edits = wanted ? std::atoll(wanted) : 20'000;
  RandomSale random{from ? std::strtoull(from, nullptr, 10) : 41};
  for (std::int64_t done = 0; done < edits;) {
    const Rules rules = random.rules(1 + random.below(12));
    CartPricer pricer{random.basket(1), rules};
    for (int i = 0; i < 50 && done < edits; ++i, ++done) {
      const auto lines = static_cast<std::int64_t>(pricer.basket().lines.size());
      const std::int64_t what = random.below(20);
      if (what < 9 || lines == 0)
        pricer.add(random.line());
      else if (what < 10)
        for (BasketLine& part : random.menu()) pricer.add(std::move(part));
      else if (what < 15)
        pricer.replace(static_cast<std::size_t>(random.below(lines)), random.line());
      else if (what < 17)
        pricer.remove(static_cast<std::size_t>(random.below(lines)));
      else if (what < 19)
        pricer.occasion(random.occasion());
      else
        pricer.discounts(random.discounts());
      const auto kept = pricer.price();
      const auto anew = price(pricer.basket(), rules);
      REQUIRE(kept.has_value() == anew.has_value());
      if (kept) REQUIRE(shown(*kept, pricer.basket(), rules) == shown(*anew, pricer.basket(), rules));
    }
  }
}

TEST_CASE("what is written down of a priced basket is enough to derive it again", "[pricing]") {
  RandomSale world{47};
  const char* wanted = std::getenv("HOLDFAST_DERIVATIONS");
  const std::int64_t count = wanted ? std::atoll(wanted) : 4000;
  for (std::int64_t i = 0; i < count; ++i) {
    const Rules rules = world.rules(world.below(10));
    const Basket basket = world.basket(1 + world.below(8));
    const auto priced = price(basket, rules);
    if (!priced) continue;
    std::string text;
    REQUIRE(append_derivation(text, basket, rules, *priced, digest_of(*priced)));
    const auto document = parse_json(text);
    REQUIRE(document.has_value());
    auto derivation = read_derivation(*document);
    REQUIRE(derivation.has_value());
    // Those rules alone that were at work, as whoever has their documents would put them in.
    std::vector<promotions::Rule> applied;
    for (const RuleVersion& named : derivation->at_work)
      for (const promotions::Rule& rule : rules.promotions->rules())
        if (rule.id == named.id) applied.push_back(rule);
    derivation->rules.promotions = std::make_shared<const promotions::RuleSet>(std::move(applied));
    const auto again = price(derivation->basket, derivation->rules);
    REQUIRE(again.has_value());
    INFO(i << ' ' << text);
    CHECK(digest_of(*again) == derivation->digest);
    CHECK(again->total.minor() == derivation->total);
  }
}

TEST_CASE("no promotion takes a line below nothing or below its floor", "[pricing]") {
  RandomSale world{43};
  for (int i = 0; i < 3000; ++i) {
    const Rules rules = world.rules(1 + world.below(8));
    const Basket basket = world.basket(1 + world.below(8));
    const PricedBasket priced = price(basket, rules).value();
    for (std::size_t at = 0; at < priced.lines.size(); ++at) {
      const PricedLine& line = priced.lines[at];
      std::int64_t by_promotions = 0;
      for (const Adjustment& adjustment : line.adjustments)
        if (adjustment.stage == Stage::promotion) by_promotions += adjustment.amount.minor();
      if (by_promotions == 0 || !basket.lines[at].min_unit_price) continue;
      const std::int64_t floor = times(*basket.lines[at].min_unit_price, line.quantity).minor();
      const bool back = line.quantity < Quantity{};
      REQUIRE((back ? line.amount.minor() <= floor : line.amount.minor() >= floor));
    }
  }
}

TEST_CASE("whatever was on offer, returning it in any parts gives back what was paid", "[pricing]") {
  RandomSale world{44};
  for (int i = 0; i < 2000; ++i) {
    const Rules rules = world.rules(1 + world.below(8));
    const Basket basket = world.basket(1 + world.below(5), false);
    const PricedBasket priced = price(basket, rules).value();
    std::int64_t back = 0;
    for (const PricedLine& line : priced.lines) {
      const RefundColumns paid = paid_columns(line);
      SoldLine sold{line.quantity, Quantity{}, paid, nothing_of(paid)};
      while (sold.returned < sold.sold) {
        const std::int64_t left = (sold.sold - sold.returned).micro();
        const Quantity part = Quantity::from_micro(world.below(3) ? std::min(left, Quantity::one_micro) : left);
        const RefundColumns share = refund_share(sold, part);
        REQUIRE(share.gross >= Money::zero(eur));
        back += share.gross.minor();
        sold.returned = sold.returned + part;
        sold.refunded.gross += share.gross;
        sold.refunded.discount += share.discount;
        for (std::size_t t = 0; t < share.taxes.size(); ++t) sold.refunded.taxes[t] += share.taxes[t];
        for (std::size_t a = 0; a < share.adjustments.size(); ++a) sold.refunded.adjustments[a] += share.adjustments[a];
      }
      REQUIRE(sold.refunded == paid);
    }
    REQUIRE(back == priced.total.minor());
  }
}
}  // namespace holdfast::pricing
