#include <cstdlib>
#include <random>

#include "commands/keep_by.h"
#include "commands/place_order.h"
#include "commands/spend_points.h"
#include "support/value_shop.h"
#include "taxes/tax_rows.h"

/// Sold and brought back in any parts, everything is as it was: with charges and deposits, discounts, promotions,
/// points earned, spent as a discount and as a tender, gift cards, goods that were kept and paid for in parts, cash
/// that is rounded, and taxes inside the price and on top of it in one sale. HOLDFAST_SEED replays one seed,
/// HOLDFAST_ROUNDS says how many.
using namespace holdfast;
using test::pay;

namespace {
constexpr std::string_view programme = R"({"id":"club","name":"Club","earn":[{"id":"base","perAmount":30}],)"
                                       R"("redeem":{"pointValue":1,"lot":3,"asDiscount":true}})";
constexpr std::string_view charges =
    R"([{"id":"can","kind":"deposit","name":"Can","amount":"0.25","goods":{"skus":["MILK"]}},)"
    R"({"id":"bag","kind":"fee","name":"Bag","amount":"0.17","tax_category":"standard"},)"
    R"({"id":"service","kind":"service","name":"Service","percent":"7.5"},)"
    R"({"id":"ride","kind":"delivery","name":"Ride","amount":"4.90","tax_category":"reduced"}])";
constexpr std::string_view rules =
    R"([{"id":"fifth","actions":[{"type":"percent","value":"20","select":{"skus":["BREAD"]}}],)"
    R"("conditions":{"min_quantity":{"quantity":"3"}}},)"
    R"({"id":"off","actions":[{"type":"amount","value":"1.99","target":"order"}],)"
    R"("conditions":{"min_amount":{"amount":"25"}}}])";
constexpr std::int64_t welcome = 4000, on_card = 20'000;

class Returns : public test::ValueShop {
 public:
  explicit Returns(std::uint64_t seed_) : random_{seed_} {
    ValueShop::programme(::programme);
    import(rulebook::Kind::charge, charges);
    const Json documents = parse_json(rules).value();
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::import_rules(tx, documents, ctx); }));
    cheese = add_variant("CHEESE", 777, "reduced");
    code = sold_card(on_card);
    change([&](db::Transaction& tx) {  // one rate inside the price, the other on top
      tx.prepare("UPDATE tax_rate SET included = (tax_category_id % 2 = ?)").exec(below(2));
      tx.prepare("UPDATE tender SET rounding_step = ? WHERE kind = 'cash'").exec(below(2) == 0 ? 5 : 1);
      second_tax(tx);
    });
    site.tax_level = taxes::name_of(static_cast<taxes::TaxLevel>(below(4)));
    site.policy.tax_rounding = below(2) == 0 ? "half_even" : "half_up";
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::adjust_points(tx, {person, welcome, "welcome"}, ctx); }));
    cash_ = expected_cash();
    taxes_ = taxes();
  }

  /// A sale that is brought back bit by bit until nothing is left of it.
  void there_and_back() {
    const orders::Order sale = sell();
    std::int64_t left = sale.total;
    for (int again = 0; again < 200; ++again) {
      const auto now_sold = orders::load(db, sale.id);
      REQUIRE(now_sold);
      std::vector<const orders::Item*> open;
      for (const orders::Item& item : now_sold->items)
        if (item.terms.charge_kind != "deposit" && item.quantity.micro() > item.returned.micro()) open.push_back(&item);
      if (open.empty()) break;
      const orders::Item& item = *open[static_cast<std::size_t>(below(static_cast<std::int64_t>(open.size())))];
      const std::int64_t rest = (item.quantity.micro() - item.returned.micro()) / Quantity::one_micro;
      const auto back = bring_back(sale, item.position, 1 + below(rest), {refund(left)});
      INFO((back ? std::string{} : back.error().detail));
      REQUIRE(back);
      left += back->total;
      if (below(5) == 0) {
        const auto undone = undo(*back);
        INFO((undone ? std::string{} : undone.error().detail));
        REQUIRE(undone);
        left -= back->total;
      }
    }
    CHECK(left == 0);
    check_untouched();
  }

 private:
  /// Beside the everyday rate one of a rarer kind: on the tax before it, from a threshold on, by the unit, never taken.
  void second_tax(db::Transaction& tx) {
    tx.prepare("UPDATE tax_rate SET terms = '{\"affectsBase\":true}'").exec();
    taxes::DatedRate second;
    taxes::TaxRate& rate = second.rate;
    rate.code = rate.name = "SECOND";
    rate.rate = parse_percent("9.975").value();
    rate.included = below(2) == 0;
    switch (below(6)) {
      case 0:
        return;
      case 1:
        break;
      case 2:
        rate.band = {taxes::BandOf::unit, 300, 2000, false};
        break;
      case 3:
        rate.included = false;
        rate.band = {taxes::BandOf::unit, 100, 700, true};
        break;
      case 4:
        rate.kind = taxes::TaxKind::fixed_per_unit;
        rate.amount_per_unit = 7;
        break;
      default:
        rate.exempt = true;
    }
    for (const std::int64_t category : {1, 2}) taxes::insert_rate(tx, category, 1, second);
  }
  std::int64_t below(std::int64_t limit) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
  }
  std::int64_t expected_cash() { return number("SELECT expected_cash FROM shift"); }
  std::int64_t taxes() { return number("SELECT coalesce(sum(amount), 0) FROM order_tax"); }
  void import(rulebook::Kind kind, std::string_view document) {
    const Json list = parse_json(document).value();
    const auto kept = run([&](auto& tx, auto& ctx) { return commands::import_documents(tx, kind, list, ctx); });
    INFO((kept ? std::string{} : kept.error().detail));
    REQUIRE(kept);
  }
  commands::PaymentOffer refund(std::int64_t) { return below(3) == 0 ? pay("giftcard", {}, code) : pay("cash"); }

  orders::Order sell() {
    commands::CreateCart head{register_id, person, {}, {}};
    const auto cart = run([&](auto& tx, auto& ctx) { return commands::create_cart(tx, head, ctx); });
    REQUIRE(cart);
    const commands::CartTarget target{cart->cart.id, {}};
    for (const test::Variant* article : {&milk, &bread, &cheese}) {
      commands::AddItem item;
      item.article.variant = article->id;
      item.quantity = Quantity::pieces(1 + below(5));
      REQUIRE(run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, target, item, ctx); }));
    }
    if (below(2) == 0) {
      commands::AddDiscount off;
      off.percent = true;
      off.value = (1 + below(30)) * 1'000'000;
      off.reason = "regular";
      REQUIRE(run([&](auto& tx, auto& ctx) { return commands::discount_cart(tx, target, off, ctx); }));
    }
    for (const char* charge : {"bag", "ride"})
      if (below(2) == 0)
        REQUIRE(run([&](auto& tx, auto& ctx) {
          return commands::charge_cart(tx, target, {charge, Quantity::pieces(1 + below(3))}, ctx);
        }));
    if (below(4) == 0) return keep(cart->cart.id);
    if (below(2) == 0)
      REQUIRE(run([&](auto& tx, auto& ctx) { return commands::spend_points(tx, target, 30 + below(300), ctx); }));
    commands::PlaceOrder order{cart->cart.id, {}};
    if (below(2) == 0) order.checkout.payments.push_back(pay("giftcard", 100 + below(900), code));
    order.checkout.payments.push_back(pay("cash"));
    const auto placed = run([&](auto& tx, auto& ctx) { return commands::place_cart_order(tx, order, ctx); });
    INFO((placed ? std::string{} : placed.error().detail));
    REQUIRE(placed);
    return *placed;
  }

  /// Kept for the customer, who pays in parts and fetches it.
  orders::Order keep(const Uuid& cart) {
    const auto step = [&](auto command, auto done) {
      const auto made = run([&](auto& tx, auto& ctx) { return done(tx, command, ctx); });
      INFO((made ? std::string{} : made.error().detail));
      REQUIRE(made);
      return *made;
    };
    // Ten per cent of anything that is sold here, and less than the least of it.
    auto kept = step(commands::OpenLayaway{cart, person, {}, "", 1400, {pay("cash")}}, commands::open_layaway);
    while (kept.layaway.left() > 0 && below(3) > 0) {
      const std::int64_t part = 1 + below(kept.layaway.left());
      const auto how = below(2) == 0 ? pay("giftcard", {}, code) : pay("cash");
      kept = step(commands::PayLayaway{kept.layaway.id, register_id, part, {how}}, commands::pay_layaway);
    }
    put_by_ += kept.layaway.paid;
    std::vector<commands::PaymentOffer> rest;
    if (kept.layaway.left() > 0) rest.push_back(pay("cash"));
    const auto fetched = step(commands::PickUp{kept.layaway.id, register_id, rest}, commands::pick_up);
    REQUIRE(fetched.order);
    CHECK(fetched.order->total == kept.layaway.total);
    ++fetched_;
    return *fetched.order;
  }

  /// Money went from cash to card or back, but none came or went except by rounding cash; points are what they were.
  void check_untouched() {
    const std::int64_t moved = (expected_cash() - cash_) + (on_card - account(code).balance);
    const std::int64_t rounding = number("SELECT coalesce(sum(rounding), 0) FROM orders");
    CHECK(moved == rounding);
    CHECK(points() == welcome);
    CHECK(number("SELECT sum(total) FROM orders") == on_card + put_by_);  // each part is a receipt of its own
    CHECK(number("SELECT count(*) FROM layaway WHERE status = 'pickedUp'") == fetched_);
    CHECK(taxes() == taxes_);
    sound();
  }

  std::mt19937_64 random_;
  test::Variant cheese;
  std::string code;
  std::int64_t cash_ = 0, taxes_ = 0, put_by_ = 0, fetched_ = 0;
};
}  // namespace

TEST_CASE("price then return returns to zero, whatever was on the receipt", "[store]") {
  const char* one = std::getenv("HOLDFAST_SEED");
  const char* many = std::getenv("HOLDFAST_ROUNDS");
  const std::uint64_t first = one != nullptr ? std::strtoull(one, nullptr, 10) : 1;
  const std::uint64_t rounds = one != nullptr ? 1 : many != nullptr ? std::strtoull(many, nullptr, 10) : 8;
  for (std::uint64_t seed = first; seed < first + rounds; ++seed) {
    CAPTURE(seed);
    Returns shop{seed};
    for (int sale = 0; sale < 3; ++sale) shop.there_and_back();
  }
}
