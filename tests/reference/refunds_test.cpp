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

/// Unrounded shares: nothing a till could pay out, but what the cumulative ones stay within a unit of.
std::string exact_refund_case(const json::object& item) {
  const json::object& input = item.at("input").as_object();
  const json::object& expected = item.at("expected").as_object();
  Sold sold = sell(item, input);
  const Rational scale = sold.ledger.per_major;
  const json::array& returns = input.at("returns").as_array();
  for (std::size_t i = 0; i < returns.size(); ++i) {
    Rational gross, tax;
    for (const json::value& each : returns[i].as_object().at("lines").as_array()) {
      const pricing::SoldLine& line = sold.lines.at(text_of(each.as_object().at("id")));
      const Quantity quantity = quantity_of(each.as_object());
      gross += pricing::exact_refund_share(line.paid.gross, quantity, line.sold);
      tax += pricing::exact_refund_share(line.paid.tax(), quantity, line.sold);
    }
    if (!expected.contains("returns")) continue;
    const std::map<std::string, Rational> figures{{"gross", gross}, {"tax", tax}, {"net", gross - tax}};
    for (const auto& [name, value] : expected.at("returns").as_array().at(i).as_object()) {
      const std::string text = text_of(value);
      const Rational digits = power_of_ten(std::min(decimals_of(text), 10));
      const Rational share = figures.at(std::string{std::string_view{name.data(), name.size()}}) / scale;
      if ((share * digits).rounded() != (number_coarse(text) * digits).rounded())
        return std::string{std::string_view{name.data(), name.size()}} + " differs";
    }
  }
  return "";
}

std::string refund_case(const json::object& item) {
  if (policy(item, "refund_share") == "exact") return exact_refund_case(item);
  const json::object& input = item.at("input").as_object();
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
