#include <catch2/catch.hpp>

#include "reference/order_case.h"

namespace holdfast::reference {
namespace {
/// Every figure of an order under the path the cases use for it (`lines.A.net`), in minor units.
using Figures = std::map<std::string, Rational>;

void add(Figures& figures, const std::string& path, const Rational& amount) { figures[path] += amount; }
void add(Figures& figures, const std::string& path, Money amount) { add(figures, path, Rational{amount.minor()}); }

std::string name_of_adjustment(const OrderCase& order, pricing::Stage stage, std::uint32_t rule) {
  return stage == pricing::Stage::coupon ? order.basket.coupons[rule].code : order.document_ids[rule];
}

void add_discounts(Figures& figures, const OrderCase& order, const pricing::PricedBasket& priced) {
  for (std::size_t i = 0; i < priced.lines.size(); ++i) {
    const pricing::PricedLine& line = priced.lines[i];
    const std::string path = "lines." + order.line_ids[i];
    add(figures, path + ".subtotal", line.subtotal);
    add(figures, path + ".discount", line.discount);
    add(figures, path + ".amount", line.amount);
    add(figures, path + ".unit_amount",
        Rational{line.amount.minor()} / Rational{line.quantity.micro(), Quantity::one_micro});
    add(figures, order.charges[i] ? "totals.charges" : "totals.amount", line.amount);
    add(figures, order.charges[i] ? "totals.amount" : "totals.charges", Rational{});
    for (const pricing::Adjustment& adjustment : line.adjustments)
      if (adjustment.stage != pricing::Stage::line_discount)
        add(figures, path + ".promotions." + name_of_adjustment(order, adjustment.stage, adjustment.rule),
            adjustment.amount);
  }
  for (const pricing::Deduction& deduction : priced.deductions)
    add(figures, "promotions." + name_of_adjustment(order, deduction.stage, deduction.rule), deduction.amount);
  add(figures, "totals.discount", priced.discount);
}

void add_line_taxes(Figures& figures, const OrderCase& order, std::size_t i, const taxes::TaxedLine& line) {
  const std::string path = "lines." + order.line_ids[i];
  add(figures, path + ".net", line.net);
  add(figures, path + ".tax", line.tax);
  add(figures, path + ".gross", line.gross);
  for (const taxes::LineTax& tax : line.taxes)
    add(figures, path + ".tax_amounts." + order.rules.taxes.rates[tax.tax].code, tax.amount);
}

void add_taxed(Figures& figures, const OrderCase& order, const taxes::TaxedDocument& document) {
  for (std::size_t i = 0; i < document.lines.size(); ++i) add_line_taxes(figures, order, i, document.lines[i]);
  for (const taxes::LineTax& row : document.table) {
    add(figures, "taxes." + order.rules.taxes.rates[row.tax].code + ".base", row.base);
    add(figures, "taxes." + order.rules.taxes.rates[row.tax].code + ".amount", row.amount);
  }
  add(figures, "totals.net", document.net);
  add(figures, "totals.tax", document.tax);
  add(figures, "totals.gross", document.gross);
}

void add_exact(Figures& figures, const OrderCase& order, const std::vector<taxes::TaxableLine>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const taxes::ExactLine exact = taxes::solve_line(lines[i], order.rules.taxes.rates);
    const std::string path = "lines." + order.line_ids[i];
    for (const std::string& where : {path, std::string{"totals"}}) {
      add(figures, where + ".net", exact.net);
      add(figures, where + ".gross", exact.gross);
      add(figures, where + ".tax", exact.gross - exact.net);
    }
    for (const taxes::ExactTax& tax : exact.taxes) {
      const std::string& code = order.rules.taxes.rates[tax.tax].code;
      add(figures, path + ".tax_amounts." + code, tax.amount);
      add(figures, "taxes." + code + ".base", tax.base);
      add(figures, "taxes." + code + ".amount", tax.amount);
    }
  }
}

bool has_discounts(const OrderCase& order) {
  for (const pricing::BasketLine& line : order.basket.lines)
    if (!line.discounts.empty()) return true;
  return !order.basket.coupons.empty() || !order.basket.discounts.empty();
}

/// Runs the engine. Where the case keeps line amounts exact only the taxes are asked, which take exact amounts.
Figures figures_of(const OrderCase& order, const json::object& item) {
  Figures figures;
  std::vector<taxes::TaxableLine> lines;
  if (order.exact_lines && has_discounts(order)) throw NotOffered{"policy line_amount exact with discounts"};
  if (has_discounts(order) && policy(item, "discount_rounding") == "exact")
    throw NotOffered{"policy discount_rounding exact"};
  const auto priced = pricing::price(order.basket, order.rules);
  REQUIRE(priced);
  if (!order.exact_lines) add_discounts(figures, order, *priced);
  for (std::size_t i = 0; i < order.basket.lines.size(); ++i)
    lines.push_back({order.exact_lines ? order.amounts[i] : Rational{priced->lines[i].amount.minor()},
                     order.basket.lines[i].quantity,
                     order.rules.taxes.of_category(order.basket.lines[i].tax_category)});
  if (order.exact_taxes) {
    add_exact(figures, order, lines);
    return figures;
  }
  const auto document = taxes::compute_taxes(lines, order.rules.taxes.rates, order.rules.regime, order.basket.currency);
  if (!order.exact_lines) REQUIRE(document.gross == priced->total);
  add_taxed(figures, order, document);
  return figures;
}

std::string compare(const Figures& figures, const std::string& path, const json::value& expected,
                    const OrderCase& order) {
  if (const json::object* members = expected.if_object()) {
    for (const auto& [name, member] : *members) {
      std::string inner = path.empty() ? "" : path + ".";
      inner += std::string_view{name.data(), name.size()};
      if (std::string wrong = compare(figures, inner, member, order); !wrong.empty()) return wrong;
    }
    return "";
  }
  const auto found = figures.find(path);
  const Rational figure = found == figures.end() ? Rational{} : found->second;
  const std::string text = text_of(expected);
  const int units = order.basket.currency.minor_units();
  const bool exact = order.exact_taxes || path.ends_with(".unit_amount");
  const Rational scale = power_of_ten(exact ? decimals_of(text) : units);
  const Rational in_major = figure / power_of_ten(units);
  const Rational shown = exact ? Rational{(in_major * scale).rounded()} : in_major * scale;
  if (shown == number(text) * scale) return "";
  return path + " is " + format_scaled(shown.rounded(), exact ? decimals_of(text) : units, false) + ", not " + text;
}

std::string names_differ(const json::value* expected, std::vector<std::string> names) {
  if (!expected) return "";
  std::vector<std::string> wanted;
  for (const json::value& each : expected->as_array()) wanted.push_back(text_of(each));
  return wanted == names ? "" : "other names in applied or rejected_coupons";
}

std::string order_case(const json::object& item) {
  const OrderCase order = decode_order(item, item.at("input").as_object());
  const Figures figures = figures_of(order, item);
  json::object expected = item.at("expected").as_object();
  const auto priced = pricing::price(order.basket, order.rules);
  std::vector<std::string> applied;
  std::vector<std::string> rejected;
  for (const pricing::Deduction& deduction : priced->deductions)
    if (deduction.stage == pricing::Stage::coupon)
      (deduction.amount.is_zero() ? rejected : applied).push_back(order.basket.coupons[deduction.rule].code);
  if (std::string wrong = names_differ(expected.if_contains("applied"), applied); !wrong.empty()) return wrong;
  if (std::string wrong = names_differ(expected.if_contains("rejected_coupons"), rejected); !wrong.empty())
    return wrong;
  expected.erase("applied");
  expected.erase("rejected_coupons");
  return compare(figures, "", expected, order);
}
}  // namespace

TEST_CASE("taxes agree with the reference cases", "[reference]") {
  Score score{"taxes"};
  for (const json::object& item : load_cases("taxes")) score.take(item, [&] { return order_case(item); });
  CHECK(score.failed() == 0);
}
TEST_CASE("coupons and manual discounts agree with the reference cases", "[reference]") {
  Score score{"promotions"};
  for (const json::object& item : load_cases("promotions")) score.take(item, [&] { return order_case(item); });
  CHECK(score.failed() == 0);
}
}  // namespace holdfast::reference
