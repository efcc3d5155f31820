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
    const Ledger ledger = ledger_of(input);
    Sold sold{{}, ledger.currency};
    for (const json::value& each : input.at("paid_lines").as_array()) {
      const json::object& line = each.as_object();
      const auto money = [&](const char* name) {
        return Money{minor_of(text_of(line.at(name)), ledger, "feature a fine amount"), sold.currency};
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
std::map<std::string, Money> give_back(Sold& sold, const json::object& returned, const CashRounding& rule,
                                       Rounding rounding) {
  Money gross = Money::zero(sold.currency);
  Money tax = gross;
  for (const json::value& each : returned.at("lines").as_array()) {
    const json::object& wish = each.as_object();
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
  const Rational scale = power_of_ten(sold.currency.minor_units());
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
  const Rounding rounding = parse_rounding(policy(item, "rounding").value_or("half_up")).value();
  CashRounding rule;
  if (const json::value* cash = input.if_contains("cash_rounding"))
    rule.step = (number(text_of(cash->as_object().at("step"))) * power_of_ten(sold.currency.minor_units())).rounded();
  const json::array& returns = input.at("returns").as_array();
  for (std::size_t i = 0; i < returns.size(); ++i) {
    const auto figures = give_back(sold, returns[i].as_object(), rule, rounding);
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
