#include <catch2/catch.hpp>
#include <random>

#include "pricing/price.h"
#include "pricing/refund_shares.h"

/// Seeded random carts in twenty currencies: what must hold whatever is bought.
namespace holdfast::pricing {
namespace {
const std::vector<std::string_view> codes{"EUR", "USD", "JPY", "KWD", "CHF", "SEK", "GBP", "BHD", "CLP", "HUF",
                                          "CZK", "INR", "BRL", "MXN", "TND", "VND", "UYW", "CAD", "AUD", "ISK"};

class Carts {
 public:
  explicit Carts(std::uint64_t seed) : random_{seed} {}

  std::int64_t below(std::int64_t limit) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
  }

  Rules rules() {
    Rules rules;
    rules.regime.level = static_cast<taxes::TaxLevel>(below(4));
    rules.regime.included_target = static_cast<taxes::IncludedTarget>(below(2));
    rules.discount_rounding = static_cast<DiscountRounding>(below(5));
    rules.stacking = static_cast<Stacking>(below(2));
    for (const std::int64_t rate : {21, 9, 5}) {
      taxes::TaxRate tax;
      tax.code = std::to_string(rate);
      tax.rate = Percent::from_micro(rate * 1'000'000 + below(2) * 500'000);
      tax.included = below(3) != 0;
      tax.affects_base = below(3) == 0;
      rules.taxes.rates.push_back(tax);
    }
    rules.taxes.categories = {{0}, {1}, {}, {2, 0}};
    return rules;
  }

  Basket basket(bool with_returns) {
    const Currency currency = *find_currency(codes[static_cast<std::size_t>(below(20))]);
    Basket basket{currency, {}, {}, {}};
    const std::int64_t lines = 1 + below(8);
    for (std::int64_t i = 0; i < lines; ++i) basket.lines.push_back(line(currency, with_returns && below(4) == 0));
    for (std::int64_t i = below(3); i > 0; --i) basket.discounts.push_back(discount(2));
    for (std::int64_t i = below(3); i > 0; --i) basket.coupons.push_back(coupon());
    return basket;
  }

 private:
  BasketLine line(Currency currency, bool is_return) {
    const Money price{below(below(2) ? 20 : 100'000), currency};
    std::int64_t micro = below(3) ? (1 + below(5)) * Quantity::one_micro : 1 + below(5'000'000);
    if (is_return) micro = -micro;
    BasketLine line{.key = 0,
                    .sku = "s",
                    .quantity = Quantity::from_micro(micro),
                    .unit_price = price,
                    .list_price = price,
                    .label_amount = {},
                    .min_unit_price = {},
                    .categories = {},
                    .discounts = {}};
    if (below(5) == 0) line.list_price = Money{below(100'000), currency};
    if (below(5) == 0) line.min_unit_price = Money{price.minor() / 2, currency};
    if (below(8) == 0) line.label_amount = Money{is_return ? -below(5000) : below(5000), currency};
    line.discountable = below(5) != 0;
    line.tax_category = static_cast<std::uint32_t>(below(4));
    for (std::int64_t i = below(3); i > 0; --i) line.discounts.push_back(discount(3));
    return line;
  }
  ManualDiscount discount(std::int64_t kinds) {
    return {static_cast<DiscountKind>(below(kinds)), Percent::from_micro(below(100'000'001)), below(30'000), "", ""};
  }
  Coupon coupon() {
    Coupon coupon{"C", static_cast<DiscountKind>(below(2)), Percent::from_micro(below(100'000'001)), below(30'000),
                  {},  static_cast<int>(below(3))};
    if (below(3) == 0) coupon.cap = below(10'000);
    return coupon;
  }
  std::mt19937_64 random_;
};

/// Every amount of the other sign, as a blind return of the same goods would be.
Basket mirrored(Basket basket) {
  for (BasketLine& line : basket.lines) {
    line.quantity = -line.quantity;
    if (line.label_amount) line.label_amount = -*line.label_amount;
  }
  return basket;
}

RefundColumns columns_of(const PricedLine& line) {
  RefundColumns columns{line.gross, line.discount, {}, {}};
  for (const taxes::LineTax& tax : line.taxes) columns.taxes.push_back(tax.amount);
  for (const Adjustment& adjustment : line.adjustments) columns.adjustments.push_back(adjustment.amount);
  return columns;
}
void require_within(Money part, Money whole) {
  const Money zero = Money::zero(whole.currency());
  REQUIRE((whole < zero ? whole <= part && part <= zero : zero <= part && part <= whole));
}
void add(RefundColumns& sum, const RefundColumns& part) {
  sum.gross += part.gross;
  sum.discount += part.discount;
  for (std::size_t i = 0; i < part.taxes.size(); ++i) sum.taxes[i] += part.taxes[i];
  for (std::size_t i = 0; i < part.adjustments.size(); ++i) sum.adjustments[i] += part.adjustments[i];
}
}  // namespace

TEST_CASE("in any cart the columns add up and no line changes sign or grows", "[pricing]") {
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    CAPTURE(seed);
    Carts carts{seed};
    const Rules rules = carts.rules();
    const Basket basket = carts.basket(true);
    const auto sale = price(basket, rules);
    REQUIRE(sale);
    Money net = Money::zero(basket.currency), tax = net, gross = net, discount = net, deducted = net, spread = net;
    for (const PricedLine& line : sale->lines) {
      require_within(line.amount, line.subtotal);
      net += line.net;
      tax += line.tax;
      gross += line.gross;
      discount += line.discount;
      for (const Adjustment& adjustment : line.adjustments)
        if (adjustment.stage != Stage::line_discount) spread += adjustment.amount;
    }
    for (const Deduction& deduction : sale->deductions) deducted += deduction.amount;
    REQUIRE(sale->net == net);
    REQUIRE(sale->tax == tax);
    REQUIRE(sale->total == gross);
    REQUIRE(sale->discount == discount);
    REQUIRE(deducted == spread);
    REQUIRE(sale->deductions.size() == basket.coupons.size() + basket.discounts.size());
    REQUIRE(price(basket, rules)->total == sale->total);
  }
}

TEST_CASE("a cart without coupons and its mirror image cancel in every column", "[pricing]") {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    CAPTURE(seed);
    Carts carts{seed};
    const Rules rules = carts.rules();
    Basket basket = carts.basket(false);
    basket.coupons.clear();
    const auto sale = price(basket, rules);
    const auto back = price(mirrored(basket), rules);
    REQUIRE((sale && back));
    for (std::size_t i = 0; i < sale->lines.size(); ++i) {
      const PricedLine& a = sale->lines[i];
      const PricedLine& b = back->lines[i];
      REQUIRE((a.subtotal == -b.subtotal && a.discount == -b.discount && a.amount == -b.amount));
      REQUIRE((a.net == -b.net && a.tax == -b.tax && a.gross == -b.gross));
    }
  }
}

TEST_CASE("any sequence of partial returns ends at what was paid and never passes it", "[pricing]") {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    CAPTURE(seed);
    Carts carts{seed};
    Rules rules = carts.rules();
    rules.regime.level = taxes::TaxLevel::line;
    const Basket basket = carts.basket(true);
    const auto sale = price(basket, rules);
    REQUIRE(sale);
    for (const PricedLine& line : sale->lines) {
      const RefundColumns paid = columns_of(line);
      SoldLine sold{line.quantity, {}, paid, nothing_of(paid)};
      while (sold.returned != sold.sold) {
        const std::int64_t left = sold.sold.micro() - sold.returned.micro();
        std::int64_t step = 1 + carts.below(std::abs(left));
        if (carts.below(3) == 0) step = std::abs(left);
        const Quantity quantity = Quantity::from_micro(left < 0 ? -step : step);
        const RefundColumns part = refund_share(sold, quantity);
        REQUIRE(part.net() + part.tax() == part.gross);
        sold.returned = sold.returned + quantity;
        add(sold.refunded, part);
        require_within(sold.refunded.gross, paid.gross);
        require_within(sold.refunded.discount, paid.discount);
        require_within(sold.refunded.net(), paid.net());
        for (std::size_t i = 0; i < paid.taxes.size(); ++i) require_within(sold.refunded.taxes[i], paid.taxes[i]);
      }
      REQUIRE(sold.refunded == paid);
    }
  }
}
}  // namespace holdfast::pricing
