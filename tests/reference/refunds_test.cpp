#include <catch2/catch.hpp>

#include "money/cash_rounding.h"
#include "pricing/refund_shares.h"
#include "reference/order_case.h"

namespace holdfast::reference {
namespace {
struct Sold {
  std::map<std::string, pricing::SoldLine> lines;
  Currency currency;
};

pricing::SoldLine sold_line(Quantity quantity, pricing::RefundColumns paid) {
  pricing::RefundColumns nothing = pricing::nothing_of(paid);
  return {quantity, Quantity{}, std::move(paid), std::move(nothing)};
}

Sold sell(const json::object& item, const json::object& input) {
  if (!input.contains("order")) {
    Sold sold{{}, currency_of(input)};
    for (const json::value& each : input.at("paid_lines").as_array()) {
      const json::object& line = each.as_object();
      const auto money = [&](const char* name) {
        return Money{minor_of(text_of(line.at(name)), sold.currency, "feature a fine amount"), sold.currency};
      };
      sold.lines.emplace(
          text_of(line.at("id")),
          sold_line(quantity_of(line), {money("gross"), Money::zero(sold.currency), {money("tax")}, {}}));
    }
    return sold;
  }
  const OrderCase order = decode_order(item, input.at("order").as_object());
  const auto priced = pricing::price(order.basket, order.rules);
  REQUIRE(priced);
  Sold sold{{}, order.basket.currency};
  for (std::size_t i = 0; i < priced->lines.size(); ++i) {
    const pricing::PricedLine& line = priced->lines[i];
    pricing::RefundColumns paid{line.gross, line.discount, {}, {}};
    for (const taxes::LineTax& tax : line.taxes) paid.taxes.push_back(tax.amount);
    for (const pricing::Adjustment& adjustment : line.adjustments) paid.adjustments.push_back(adjustment.amount);
    sold.lines.emplace(order.line_ids[i], sold_line(line.quantity, std::move(paid)));
  }
  return sold;
}

void add_to(pricing::RefundColumns& sum, const pricing::RefundColumns& part) {
  sum.gross += part.gross;
  sum.discount += part.discount;
  for (std::size_t i = 0; i < part.taxes.size(); ++i) sum.taxes[i] += part.taxes[i];
  for (std::size_t i = 0; i < part.adjustments.size(); ++i) sum.adjustments[i] += part.adjustments[i];
}

std::string compare(const json::object& expected, const std::map<std::string, Money>& figures, Currency currency) {
  for (const auto& [name, value] : expected) {
    const Money figure = figures.at(std::string{std::string_view{name.data(), name.size()}});
    if (Rational{figure.minor()} != number(text_of(value)) * power_of_ten(currency.minor_units()))
      return std::string{std::string_view{name.data(), name.size()}} + " is " + to_decimal(figure) + ", not " +
             text_of(value);
  }
  return "";
}

/// Gives back what one return names; the figures of the whole return.
std::map<std::string, Money> give_back(Sold& sold, const json::object& returned, const CashRounding& rule) {
  Money gross = Money::zero(sold.currency);
  Money tax = gross;
  for (const json::value& each : returned.at("lines").as_array()) {
    const json::object& wish = each.as_object();
    pricing::SoldLine& line = sold.lines.at(text_of(wish.at("id")));
    const Quantity quantity = quantity_of(wish);
    const pricing::RefundColumns part = pricing::refund_share(line, quantity);
    line.returned = line.returned + quantity;
    add_to(line.refunded, part);
    gross += part.gross;
    tax += part.tax();
  }
  const Money cash = rule.rounded(gross);
  return {{"gross", gross}, {"tax", tax}, {"net", gross - tax}, {"cash", cash}, {"rounding", cash - gross}};
}

std::string refund_case(const json::object& item) {
  need(item, "refund_share", {"cumulative"});
  const json::object& input = item.at("input").as_object();
  const json::object& expected = item.at("expected").as_object();
  Sold sold = sell(item, input);
  CashRounding rule;
  if (const json::value* cash = input.if_contains("cash_rounding"))
    rule.step = minor_of(text_of(cash->as_object().at("step")), sold.currency, "feature a fine cash step");
  const json::array& returns = input.at("returns").as_array();
  for (std::size_t i = 0; i < returns.size(); ++i) {
    const auto figures = give_back(sold, returns[i].as_object(), rule);
    if (!expected.contains("returns")) continue;
    const json::object& wanted = expected.at("returns").as_array().at(i).as_object();
    if (std::string wrong = compare(wanted, figures, sold.currency); !wrong.empty()) return wrong;
  }
  if (!expected.contains("refundable")) return "";
  Money gross = Money::zero(sold.currency);
  Money tax = gross;
  for (const auto& [id, line] : sold.lines) {
    gross += line.paid.gross - line.refunded.gross;
    tax += line.paid.tax() - line.refunded.tax();
  }
  return compare(expected.at("refundable").as_object(), {{"gross", gross}, {"tax", tax}}, sold.currency);
}
}  // namespace

TEST_CASE("refunds agree with the reference cases", "[reference]") {
  Score score{"refunds"};
  for (const json::object& item : load_cases("refunds")) score.take(item, [&] { return refund_case(item); });
  CHECK(score.failed() == 0);
}
}  // namespace holdfast::reference
