#include <catch2/catch.hpp>

#include "money/cash_rounding.h"
#include "pricing/refund_shares.h"
#include "reference/order_case.h"

namespace holdfast::reference {
namespace {
struct Sold {
  std::map<std::string, pricing::SoldLine> lines;
  Ledger ledger;

  Currency currency() const { return ledger.currency; }
  Money nothing() const { return Money::zero(ledger.currency); }
};

pricing::SoldLine sold_line(Quantity quantity, pricing::RefundColumns paid) {
  pricing::RefundColumns nothing = pricing::nothing_of(paid);
  return {quantity, Quantity{}, std::move(paid), std::move(nothing)};
}

Sold sell(const json::object& item, const json::object& input) {
  only(input, "input", {"currency", "order", "paid_lines", "returns", "cash_rounding"});
  if (!input.contains("order")) {
    Sold sold{{}, ledger_of(input)};
    for (const json::value& each : input.at("paid_lines").as_array()) {
      const json::object& line = each.as_object();
      only(line, "paid line", {"id", "quantity", "gross", "tax"});
      const auto money = [&](const char* name) {
        return Money{minor_of(text_of(line, name, "0"), sold.ledger, "feature a fine amount"), sold.currency()};
      };
      sold.lines.emplace(text_of(line.at("id")),
                         sold_line(quantity_of(line), {money("gross"), sold.nothing(), {money("tax")}, {}}));
    }
    return sold;
  }
  const OrderCase order = decode_order(item, input.at("order").as_object());
  if (order.rules.exact() || order.exact_taxes) throw NotOffered{"feature returns of amounts that are not whole"};
  const auto priced = pricing::price(order.basket, order.rules);
  if (!priced) throw NotOffered{"order refused: " + priced.error().detail};
  Sold sold{{}, order.ledger};
  for (std::size_t i = 0; i < priced->lines.size(); ++i)
    sold.lines.emplace(order.line_ids[i],
                       sold_line(priced->lines[i].quantity, pricing::paid_columns(priced->lines[i])));
  return sold;
}

void add_to(pricing::RefundColumns& sum, const pricing::RefundColumns& part) {
  sum.gross += part.gross;
  sum.discount += part.discount;
  for (std::size_t i = 0; i < part.taxes.size(); ++i) sum.taxes[i] += part.taxes[i];
  for (std::size_t i = 0; i < part.adjustments.size(); ++i) sum.adjustments[i] += part.adjustments[i];
}

std::string compare(const json::object& expected, const std::map<std::string, Money>& figures, const Ledger& ledger) {
  for (const auto& [key, value] : expected) {
    const std::string name{std::string_view{key.data(), key.size()}};
    const auto figure = figures.find(name);
    if (figure == figures.end()) throw NotOffered{"figure " + name};
    if (Rational{figure->second.minor()} != units_of(text_of(value), ledger))
      return name + " is " + std::to_string(figure->second.minor()) + " units, not " + text_of(value);
  }
  return "";
}

CashRounding coin_of(const json::object& input, const Ledger& ledger) {
  CashRounding rule;
  const json::value* stated = input.if_contains("cash_rounding");
  if (stated == nullptr) return rule;
  only(stated->as_object(), "cash_rounding", {"step", "mode", "two_stage"});  // amounts that are paid are whole already
  rule.step = minor_of(text_of(stated->as_object().at("step")), ledger, "feature a coin finer than the minor unit");
  const std::string mode = text_of(stated->as_object(), "mode", "half_up");
  if (!parse_rounding(mode)) throw NotOffered{"cash rounding " + mode};
  rule.mode = *parse_rounding(mode);
  return rule;
}

/// Gives back what one return names; the figures of the whole return.
std::map<std::string, Money> give_back(Sold& sold, const json::object& returned, const CashRounding& rule,
                                       Rounding rounding) {
  only(returned, "return", {"lines", "id"});
  Money gross = sold.nothing();
  Money tax = gross;
  for (const json::value& each : returned.at("lines").as_array()) {
    const json::object& wish = each.as_object();
    only(wish, "returned line", {"id", "quantity"});
    pricing::SoldLine& line = sold.lines.at(text_of(wish.at("id")));
    const Quantity quantity = quantity_of(wish);
    const pricing::RefundColumns part = pricing::refund_share(line, quantity, rounding);
    line.returned = line.returned + quantity;
    add_to(line.refunded, part);
    gross += part.gross;
    tax += part.tax();
  }
  const Money cash = rule.rounded(gross);
  return {{"gross", gross}, {"tax", tax}, {"net", gross - tax}, {"cash", cash}, {"rounding", cash - gross}};
}

/// A line whose amounts may be fractions: what was sold, paid, and given back of it so far.
struct ExactSold {
  Quantity quantity;
  Rational gross, tax;
  Quantity back = {};
  Rational gross_back = {}, tax_back = {};
};

std::map<std::string, ExactSold> sell_exactly(const json::object& item, const json::object& input, Ledger& ledger) {
  std::map<std::string, ExactSold> sold;
  if (input.contains("order")) {
    const OrderCase order = decode_order(item, input.at("order").as_object());
    if (order.rules.exact() || order.exact_taxes) {
      const auto evaluation = pricing::price_exact(order.basket, order.rules);
      if (!evaluation) throw NotOffered{"order refused: " + evaluation.error().detail};
      ledger = order.ledger;
      const std::vector<taxes::TaxableLine> lines = taxable_lines(order, *evaluation);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const taxes::ExactLine exact = taxes::solve_line(lines[i], order.rules.taxes.rates);
        sold.emplace(order.line_ids[i], ExactSold{lines[i].quantity, exact.gross, exact.gross - exact.net});
      }
      return sold;
    }
  }
  const Sold whole = sell(item, input);
  ledger = whole.ledger;
  for (const auto& [id, line] : whole.lines)
    sold.emplace(id, ExactSold{line.sold, Rational{line.paid.gross.minor()}, Rational{line.paid.tax().minor()}});
  return sold;
}

/// The share of what is paid that so much of a line is; rounded where the policy adds parts up to the whole.
Rational share_of(const Rational& paid, const ExactSold& line, bool rounds, Rounding rounding) {
  const Rational share = paid * Rational{line.back.micro()} / Rational{line.quantity.micro()};
  return rounds && line.back != line.quantity ? Rational{share.rounded(rounding)} : share;
}

bool shown_alike(const Rational& amount, const std::string& text) {
  const Rational digits = power_of_ten(std::min(decimals_of(text), 10));
  return (amount * digits).rounded() == (number_coarse(text) * digits).rounded();
}

/// What is paid out of an amount that may be a fraction; without coins all of it.
Rational in_coins(const Rational& amount, const CashRounding& coins) {
  if (coins.step == 0) return amount;
  return Rational{(amount / Rational{coins.step}).rounded(coins.mode)} * Rational{coins.step};
}

/// Shares of amounts that are no whole units, or unrounded shares: nothing a till could pay out, but what the others
/// stay within a unit of.
std::string exact_refund_case(const json::object& item, bool rounds) {
  const json::object& input = item.at("input").as_object();
  const json::object& expected = item.at("expected").as_object();
  Ledger ledger{Currency{"XXX", 2}, Rational{100}, 2};
  std::map<std::string, ExactSold> sold = sell_exactly(item, input, ledger);
  const CashRounding coins = input.contains("cash_rounding") ? coin_of(input, ledger) : CashRounding{.step = 0};
  const auto differs = [&](const json::object& wanted, const std::map<std::string, Rational>& figures) -> std::string {
    for (const auto& [key, value] : wanted) {
      const std::string name{std::string_view{key.data(), key.size()}};
      if (!figures.contains(name)) throw NotOffered{"figure " + name};
      if (!shown_alike(figures.at(name) / ledger.per_major, text_of(value))) return name + " differs";
    }
    return "";
  };
  const json::array& returns = input.at("returns").as_array();
  for (std::size_t i = 0; i < returns.size(); ++i) {
    Rational gross, tax;
    for (const json::value& each : returns[i].as_object().at("lines").as_array()) {
      ExactSold& line = sold.at(text_of(each.as_object().at("id")));
      line.back = line.back + quantity_of(each.as_object());
      const Rational gross_so_far = share_of(line.gross, line, rounds, rounding_of(item));
      const Rational tax_so_far = share_of(line.tax, line, rounds, rounding_of(item));
      gross += gross_so_far - line.gross_back;
      tax += tax_so_far - line.tax_back;
      line.gross_back = gross_so_far;
      line.tax_back = tax_so_far;
    }
    if (!expected.contains("returns")) continue;
    const json::object& wanted = expected.at("returns").as_array().at(i).as_object();
    const Rational cash = in_coins(gross, coins);
    if (std::string wrong = differs(
            wanted, {{"gross", gross}, {"tax", tax}, {"net", gross - tax}, {"cash", cash}, {"rounding", cash - gross}});
        !wrong.empty())
      return wrong;
  }
  if (!expected.contains("refundable")) return "";
  Rational gross, tax;
  for (const auto& [id, line] : sold) {
    gross += line.gross - line.gross_back;
    tax += line.tax - line.tax_back;
  }
  return differs(expected.at("refundable").as_object(), {{"gross", gross}, {"tax", tax}, {"net", gross - tax}});
}

bool sold_exactly(const json::object& item, const json::object& input) {
  if (!input.contains("order")) return false;
  const OrderCase order = decode_order(item, input.at("order").as_object());
  return order.rules.exact() || order.exact_taxes;
}

std::string refund_case(const json::object& item) {
  if (policy(item, "refund_share") == "exact") return exact_refund_case(item, false);
  const json::object& input = item.at("input").as_object();
  if (sold_exactly(item, input)) return exact_refund_case(item, true);
  const json::object& expected = item.at("expected").as_object();
  Sold sold = sell(item, input);
  const Rounding rounding = rounding_of(item);
  const CashRounding rule = coin_of(input, sold.ledger);
  const json::array& returns = input.at("returns").as_array();
  for (std::size_t i = 0; i < returns.size(); ++i) {
    const auto figures = give_back(sold, returns[i].as_object(), rule, rounding);
    if (!expected.contains("returns")) continue;
    const json::object& wanted = expected.at("returns").as_array().at(i).as_object();
    if (std::string wrong = compare(wanted, figures, sold.ledger); !wrong.empty()) return wrong;
  }
  if (!expected.contains("refundable")) return "";
  Money gross = sold.nothing();
  Money tax = gross;
  for (const auto& [id, line] : sold.lines) {
    gross += line.paid.gross - line.refunded.gross;
    tax += line.paid.tax() - line.refunded.tax();
  }
  return compare(expected.at("refundable").as_object(), {{"gross", gross}, {"tax", tax}, {"net", gross - tax}},
                 sold.ledger);
}
}  // namespace

TEST_CASE("refunds come out as the reference cases say", "[reference]") {
  CHECK(run_cases("refund", refund_case) == 0);
}
}  // namespace holdfast::reference
