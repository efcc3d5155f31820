#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <random>

#include "commands/sell.h"
#include "commands/work_shift.h"
#include "invariants/check_all.h"
#include "orders/order_rows.h"
#include "support/test_store.h"

/// The whole selling core under random days: what is sold, discounted, paid, brought back and voided has to add up in
/// every currency. HOLDFAST_SEED replays one seed.
namespace holdfast {
namespace {
const std::vector<std::string_view> currencies{"EUR", "USD", "JPY", "KWD", "CHF", "SEK", "GBP", "BHD", "CLP", "HUF",
                                               "CZK", "INR", "BRL", "MXN", "TND", "VND", "UYW", "CAD", "NOK", "ISK"};
constexpr std::int64_t opening_cash = 5'000'000;

class Day : public test::TestStore {
 public:
  Day(std::uint64_t seed_, std::string_view code) : random_{seed_} {
    db.execute("PRAGMA synchronous=OFF");  // nothing here outlives the test
    set_up_money(*find_currency(code));
    for (int i = 0; i < 6; ++i) add_article(i);
    customer_ = person_id(add_person("account customer", 1'000'000'000'000));
    acting = &manager;
    const auto shift =
        run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, opening_cash}, ctx); });
    REQUIRE(shift);
  }

  void trade(int steps) {
    for (int i = 0; i < steps; ++i) {
      advance(below(400));
      acting = below(3) == 0 ? &cashier : &manager;
      const std::int64_t what = below(10);
      if (what < 6 || orders_.empty())
        sell(false);
      else if (what == 6)
        sell(true);
      else if (what == 7)
        void_one();
      else
        take_back_some();
    }
    acting = &manager;
  }

  /// Brings back what is left of every sale, in steps; then nothing more may be taken.
  void bring_everything_back() {
    const std::vector<Uuid> so_far = orders_;  // returns join the list meanwhile
    for (const Uuid& id : so_far)
      for (int again = 0; again < 50 && take_back(id); ++again) {
      }
    std::vector<orders::Order> all;
    for (const Uuid& id : orders_)
      if (orders::Order order = load(id); order.kind != orders::Kind::void_ && !order.voided_by)
        all.push_back(std::move(order));
    for (const orders::Order& order : all) {
      for (const orders::Item& item : order.items) {
        if (item.quantity.micro() <= 0) continue;
        INFO("line " << item.position << " of " << to_string(order.id));
        CHECK(item.returned == item.quantity);
        check_paid_back(all, order.id, item);
        const auto more = return_line(order, item, Quantity::from_micro(1'000));
        REQUIRE_FALSE(more);
        CHECK(more.error().code == ErrorCode::nothing_left_to_return);
      }
    }
  }

  void check_books() {
    std::int64_t cash = opening_cash;
    std::map<std::string, std::int64_t> sold;
    for (const Uuid& id : orders_) {
      INFO("order " << to_string(id));
      const orders::Order order = load(id);
      check_sums(order);
      cash -= order.change;
      for (const orders::Payment& payment : order.payments)
        if (payment.tender == "cash") cash += payment.tendered + payment.tip;
      for (const orders::Item& item : order.items) sold[item.sku] += item.quantity.micro();
    }
    CHECK(number("SELECT count(*) FROM orders") == static_cast<std::int64_t>(orders_.size()));
    CHECK(number("SELECT max(receipt) FROM orders") == static_cast<std::int64_t>(orders_.size()));
    CHECK(number("SELECT expected_cash FROM shift") == cash);
    for (const auto& [sku, micro] : sold) {
      INFO("stock of " << sku);
      CHECK(number("SELECT sum(quantity_micro) FROM stock_level WHERE variant_id = (SELECT id FROM product_variant "
                   "WHERE sku = '" +
                   sku + "')") == -micro);
    }
    CHECK(number("SELECT account_balance FROM person") ==
          number("SELECT coalesce(sum(p.amount), 0) FROM payment p JOIN tender t "
                 "ON t.id = p.tender_id WHERE t.kind = 'account'"));
    // A tip stays when the goods come back; only a void undoes it.
    const std::int64_t left = number("SELECT coalesce(sum(tip), 0) FROM payment");
    CHECK(left == number("SELECT coalesce(sum(p.tip), 0) FROM payment p JOIN orders o ON o.id = p.order_id "
                         "WHERE o.kind <> 'void' AND o.voided_by IS NULL"));
    CHECK(left == number("SELECT coalesce(sum(amount), 0) FROM shift_total WHERE kind = 'tip'"));
    tips += left;
    db::Connection reader{folder.path() / "store.db", db::Access::reader};
    for (const invariants::Violation& wrong : invariants::check_all(reader))
      FAIL_CHECK(wrong.rule << ": " << wrong.subject << ": " << wrong.detail);
  }

  int sales = 0, returns = 0, voids = 0, refused = 0;
  std::int64_t tips = 0;

 private:
  std::int64_t below(std::int64_t limit) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
  }

  void set_up_money(Currency currency) {
    site.currency = currency;
    site.tax_level = below(2) == 0 ? "line" : "document";
    const bool excluded = below(3) == 0;
    site.prices_include_tax = !excluded;
    const std::int64_t step = std::vector<std::int64_t>{1, 1, 5, 10, 50, 100}[static_cast<std::size_t>(below(6))];
    change([&](db::Transaction& tx) {
      site::save(db, site, now);
      tx.prepare("UPDATE tender SET currency = ? WHERE kind <> 'foreign_cash'").exec(currency.code());
      tx.prepare("UPDATE tender SET currency = 'ZAR', code = 'zar' WHERE kind = 'foreign_cash'").run();
      tx.prepare("UPDATE tender SET rounding_step = ?, rounding_mode = ? WHERE kind = 'cash'")
          .exec(step, below(2) == 0 ? "half_up" : "half_even");
      tx.prepare("UPDATE tender SET tips = '{}' WHERE kind IN ('cash', 'card')").run();
      if (excluded) tx.prepare("UPDATE tax_rate SET included = 0").run();
      for (const auto& [code, type, value] :
           {std::tuple{"TEN", "PERCENTAGE", 10'000'000}, {"ODD", "PERCENTAGE", 3'333'333}, {"OFF", "AMOUNT", 137}})
        tx.prepare(
              "INSERT INTO promotion_code(uuid, code, discount_type, value, created_us, updated_us) VALUES (?, ?, ?, "
              "?, ?, ?)")
            .exec(ids.next(now), code, type, value, now, now);
    });
  }

  void add_article(int i) {
    const std::int64_t price =
        std::vector<std::int64_t>{1, 99, 249, 1'995, 33'333, 1'234'567}[static_cast<std::size_t>(i)] + below(50);
    const std::string sku = "A" + std::to_string(i);
    const test::Variant variant = add_variant(sku, price, i % 2 == 0 ? "standard" : "reduced");
    weighed_.push_back(below(3) == 0);
    change([&](db::Transaction& tx) {
      tx.prepare("UPDATE product_variant SET currency = ?, decimals = ?, unit = ? WHERE id = ?")
          .exec(site.currency.code(), weighed_.back() ? 3 : 0, weighed_.back() ? "kg" : "piece", variant.row);
    });
  }

  commands::AddItem random_line() {
    commands::AddItem line;
    const auto i = static_cast<std::size_t>(below(6));
    line.article.sku = "A" + std::to_string(i);
    line.quantity = weighed_[i] ? Quantity::from_micro((1 + below(4'000)) * 1'000) : Quantity::pieces(1 + below(7));
    if (acting == &manager && below(12) == 0) line.unit_price = below(5'000);
    if (below(10) == 0) line.note = "gift wrap";
    return line;
  }
  commands::AddDiscount random_discount() {
    const bool percent = below(2) == 0;
    const std::int64_t most = acting == &manager ? 100'000'000 : 10'000'000;
    return {std::nullopt, percent, percent ? 1 + below(most) : 1 + below(300), "because"};
  }

  static commands::PaymentOffer by(std::string tender, std::optional<std::int64_t> amount = std::nullopt) {
    commands::PaymentOffer offer;
    offer.tender = std::move(tender);
    offer.amount = amount;
    if (offer.tender == "card") offer.reference = "slip";
    return offer;
  }
  static commands::PaymentOffer foreign(std::int64_t amount) {
    commands::PaymentOffer offer = by("zar");
    offer.foreign_amount = amount;
    return offer;
  }

  /// How somebody may pay; the amounts are guesses, so that some are refused.
  std::vector<commands::PaymentOffer> random_payments() {
    const std::int64_t big = 400'000'000;
    switch (below(7)) {
      case 0:
        return {by("cash")};
      case 1:
        return {by("cash", big)};
      case 2:
        return {by("card")};
      case 3:
        return {by("card", 1 + below(2'000)), by("cash")};
      case 4:
        return {by("cash", 1 + below(2'000)), by("card")};
      case 5:
        return {by("account")};
      default:
        return {foreign(big), by("cash")};
    }
  }

  void sell(bool with_return) {
    commands::Sell command;
    command.cart.register_id = register_id;
    command.cart.person = customer_;
    for (std::int64_t i = 1 + below(5); i > 0; --i) {
      command.lines.push_back({random_line(), std::nullopt});
      if (below(4) == 0) command.lines.back().discount = random_discount();
    }
    if (with_return && !orders_.empty()) {
      const orders::Order earlier =
          load(orders_[static_cast<std::size_t>(below(static_cast<std::int64_t>(orders_.size())))]);
      commands::AddItem back;
      back.article.order_item = part_id(earlier.id, 1);
      back.quantity = Quantity::from_micro(-(earlier.items[0].unit == "kg" ? 1'000 : Quantity::one_micro));
      command.lines.push_back({back, std::nullopt});
    }
    for (std::int64_t i = below(3); i > 0; --i) command.discounts.push_back(random_discount());
    if (below(3) == 0)
      command.promotions.push_back(std::vector<std::string>{"TEN", "ODD", "OFF"}[static_cast<std::size_t>(below(3))]);
    command.checkout.payments = random_payments();
    for (commands::PaymentOffer& payment : command.checkout.payments)
      if ((payment.tender == "cash" || payment.tender == "card") && below(3) == 0) payment.tip = 1 + below(500);
    if (keep(run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); }))) ++sales;
  }

  Result<orders::Order> return_line(const orders::Order& order, const orders::Item& item, Quantity quantity) {
    commands::TakeBack command;
    command.register_id = register_id;
    command.order = order.id;
    commands::AddItem line;
    line.article.order_item = part_id(order.id, static_cast<std::uint16_t>(item.position));
    line.quantity = quantity;
    line.reason = "changed mind";
    command.lines.push_back(line);
    command.checkout.payments.push_back(by(below(2) == 0 ? "cash" : "card"));
    return run([&](auto& tx, auto& ctx) { return commands::take_back(tx, command, ctx); });
  }

  /// Takes back a random part of some line that has something left; false when there is none.
  bool take_back(Uuid id) {
    const orders::Order order = load(id);
    if (order.kind == orders::Kind::void_ || order.voided_by) return false;
    for (const orders::Item& item : order.items) {
      const std::int64_t left = item.quantity.micro() - item.returned.micro();
      if (item.quantity.micro() <= 0 || left == 0) continue;
      const std::int64_t grain = item.unit == "kg" ? 1'000 : Quantity::one_micro;
      const std::int64_t part = below(4) == 0 ? left : (1 + below(left / grain)) * grain;
      const auto too_much = return_line(order, item, Quantity::from_micro(left + grain));
      REQUIRE_FALSE(too_much);
      CHECK(too_much.error().code == ErrorCode::nothing_left_to_return);
      const auto back = return_line(order, item, Quantity::from_micro(part));
      INFO((back ? std::string{} : back.error().detail));
      REQUIRE(back);
      CHECK(back->total <= 0);
      CHECK(back->items[0].tax <= 0);
      keep(back);
      ++returns;
      return true;
    }
    return false;
  }
  void take_back_some() {
    take_back(orders_[static_cast<std::size_t>(below(static_cast<std::int64_t>(orders_.size())))]);
  }

  void void_one() {
    acting = &manager;
    const orders::Order order = load(orders_.back());
    const auto gone = run([&](auto& tx, auto& ctx) { return commands::void_order(tx, {order.id, "mistake"}, ctx); });
    if (!keep(gone)) return;
    ++voids;
    CHECK(gone->total == -order.total);
    CHECK(gone->tax == -order.tax);
    CHECK(gone->rounding == -order.rounding);
  }

  /// Remembers an order; what was refused is refused for one of the reasons that a guess may meet.
  bool keep(const Result<orders::Order>& order) {
    if (order) {
      orders_.push_back(order->id);
      INFO("just made: " << to_string(order->id));
      check_same(load(order->id), *order);
      return true;
    }
    INFO(order.error().detail);
    using enum ErrorCode;
    const std::vector<ErrorCode> allowed{overpaid, underpaid,      nothing_left_to_return, approval_required,
                                         conflict, tender_refused, insufficient_balance};
    CHECK(std::count(allowed.begin(), allowed.end(), order.error().code) == 1);
    ++refused;
    return false;
  }

  orders::Order load(const Uuid& id) {
    auto order = orders::load(db, id);
    REQUIRE(order);
    return *std::move(order);
  }

  static void check_same(const orders::Order& stored, const orders::Order& made) {
    std::string a, b;
    orders::append_json(a, stored, orders::Audience::api);
    orders::append_json(b, made, orders::Audience::api);
    CHECK(a == b);
  }

  static void check_sums(const orders::Order& order) {
    std::int64_t subtotal = 0, discount = 0, net = 0, tax = 0, total = 0, settled = 0, tendered = 0;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> taxes;
    for (const orders::Item& item : order.items) {
      INFO("line " << item.position);
      CHECK(item.subtotal - item.discount == item.amount);
      CHECK(item.net + item.tax == item.total);
      std::int64_t own = 0;
      for (const orders::ItemTax& each : item.taxes) {
        taxes[each.code].first += each.base;
        taxes[each.code].second += each.amount;
        own += each.amount;
      }
      CHECK(own == item.tax);
      const std::int64_t sign = item.quantity.micro() < 0 ? -1 : 1;
      CHECK(sign * item.total >= 0);
      CHECK(sign * item.discount >= 0);
      subtotal += item.subtotal;
      discount += item.discount;
      net += item.net;
      tax += item.tax;
      total += item.total;
    }
    for (const orders::Tax& row : order.taxes) {
      INFO("tax " << row.code);
      CHECK(taxes[row.code] == std::pair{row.base, row.amount});
      taxes.erase(row.code);
    }
    CHECK(taxes.empty());
    for (const orders::Payment& payment : order.payments) {
      settled += payment.amount;
      tendered += payment.tendered;
    }
    CHECK(order.subtotal == subtotal);
    CHECK(order.discount == discount);
    CHECK(order.net == net);
    CHECK(order.tax == tax);
    CHECK(order.total == total);
    CHECK(order.paid == tendered);
    CHECK(settled == total + order.rounding);
    CHECK(tendered - order.change == total + order.rounding);
  }

  /// All the returns of one sold line together are the line, in every column.
  static void check_paid_back(const std::vector<orders::Order>& all, const Uuid& order, const orders::Item& sold) {
    std::int64_t discount = 0, net = 0, tax = 0, total = 0, subtotal = 0;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> taxes;
    for (const orders::ItemTax& each : sold.taxes) taxes[each.code] = {each.base, each.amount};
    for (const orders::Order& other : all) {
      for (const orders::Item& item : other.items) {
        if (!item.origin || item.origin->order != order || item.origin->position != sold.position) continue;
        discount -= item.discount;
        net -= item.net;
        tax -= item.tax;
        total -= item.total;
        subtotal -= item.subtotal;
        for (const orders::ItemTax& each : item.taxes) {
          taxes[each.code].first += each.base;
          taxes[each.code].second += each.amount;
        }
      }
    }
    CHECK(discount == sold.discount);
    CHECK(net == sold.net);
    CHECK(tax == sold.tax);
    CHECK(total == sold.total);
    CHECK(subtotal == sold.subtotal);
    for (const auto& [code, left] : taxes) {
      INFO("tax " << code);
      CHECK(left == std::pair<std::int64_t, std::int64_t>{0, 0});
    }
  }

  std::mt19937_64 random_;
  std::vector<bool> weighed_;
  Uuid customer_;
  std::vector<Uuid> orders_;
};
}  // namespace

TEST_CASE("whatever is sold, discounted, voided and brought back adds up in twenty currencies", "[store]") {
  const char* named = std::getenv("HOLDFAST_SEED");
  const std::uint64_t first = named != nullptr ? std::strtoull(named, nullptr, 10) : 1;
  int sales = 0, returns = 0, voids = 0;
  std::int64_t tips = 0;
  for (std::uint64_t seed = first; seed < first + (named != nullptr ? 1 : currencies.size()); ++seed) {
    const std::string_view code = currencies[(seed - 1) % currencies.size()];
    INFO("HOLDFAST_SEED=" << seed << ", " << code);
    Day day{seed, code};
    day.trade(25);
    day.check_books();
    day.bring_everything_back();
    day.check_books();
    sales += day.sales;
    returns += day.returns;
    voids += day.voids;
    tips += day.tips;
  }
  INFO(sales << " sales, " << returns << " returns, " << voids << " voids");
  if (named == nullptr) {  // the dice must not make the test empty
    CHECK(sales > 150);
    CHECK(returns > 150);
    CHECK(voids > 5);
    CHECK(tips > 1000);
  }
}
}  // namespace holdfast
