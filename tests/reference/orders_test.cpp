#include <catch2/catch.hpp>

#include "reference/order_case.h"

namespace holdfast::reference {
namespace {
/// Every figure of an order under the path the cases use for it (`lines.A.net`), in minor units.
using Figures = std::map<std::string, Rational>;

void add(Figures& figures, const std::string& path, const Rational& amount) { figures[path] += amount; }
void add(Figures& figures, const std::string& path, Money amount) { add(figures, path, Rational{amount.minor()}); }

std::string name_of(const OrderCase& order, pricing::Stage stage, std::uint32_t rule) {
  return stage == pricing::Stage::promotion ? order.rules.promotions->rules()[rule].id : order.document_ids[rule];
}

void add_discounts(Figures& figures, const OrderCase& order, const pricing::Evaluation& evaluation) {
  for (std::size_t i = 0; i < order.basket.lines.size(); ++i) {
    const std::string path = "lines." + order.line_ids[i];
    const Rational& amount = evaluation.amounts[i];
    add(figures, path + ".subtotal", evaluation.subtotals[i]);
    add(figures, path + ".discount", evaluation.subtotals[i] - amount);
    add(figures, path + ".amount", amount);
    add(figures, path + ".unit_amount", amount / evaluation.quantities[i]);
    add(figures, order.charges[i] ? "totals.charges" : "totals.amount", amount);
    add(figures, "totals.discount", evaluation.subtotals[i] - amount);
  }
  for (const pricing::Taken& taken : evaluation.taken)
    if (taken.stage != pricing::Stage::line_discount)
      add(figures, "lines." + order.line_ids[taken.line] + ".promotions." + name_of(order, taken.stage, taken.rule),
          taken.amount);
  for (const pricing::Total& total : evaluation.totals)
    add(figures, "promotions." + name_of(order, total.stage, total.rule), total.amount);
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

Figures figures_of(const OrderCase& order, const pricing::Evaluation& evaluation) {
  Figures figures;
  add_discounts(figures, order, evaluation);
  const std::vector<taxes::TaxableLine> lines = taxable_lines(order, evaluation);
  if (order.exact_taxes) {
    add_exact(figures, order, lines);
    return figures;
  }
  const auto document = taxes::compute_taxes(lines, order.rules.taxes.rates, order.rules.regime, order.basket.currency);
  add_taxed(figures, order, document);
  return figures;
}

/// What must hold besides the figures of the case: the whole pipeline says the same as its parts, and its own checks
/// hold; running it twice gives the same.
std::string pipeline_differs(const OrderCase& order, const Figures& figures) {
  if (order.rules.exact() || order.exact_taxes) return "";
  const auto priced = pricing::price(order.basket, order.rules);
  if (!priced) return "refused: " + priced.error().detail;
  if (Rational{priced->total.minor()} != figures.at("totals.gross")) return "the pipeline's total differs";
  const auto again = pricing::price(order.basket, order.rules);
  return again->total == priced->total && again->trail.size() == priced->trail.size() ? "" : "another answer";
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
  const bool exact = order.exact_taxes || order.rules.exact() || path.ends_with(".unit_amount");
  const Rational in_major = figure / order.ledger.per_major;
  const int decimals = decimals_of(text);
  const Rational shown =
      exact ? Rational{(in_major * power_of_ten(decimals)).rounded()} / power_of_ten(decimals) : in_major;
  if (shown == number(text)) return "";
  return path + " is " + format_scaled((shown * power_of_ten(6)).rounded(), 6, true) + ", not " + text;
}

std::string names_differ(const json::value* expected, std::vector<std::string> names) {
  if (!expected) return "";
  std::vector<std::string> wanted;
  for (const json::value& each : expected->as_array()) wanted.push_back(text_of(each));
  if (wanted == names) return "";
  std::string said = "other names in applied or rejected_coupons:";
  for (const std::string& name : names) said += " " + name;
  return said;
}

std::string order_case(const json::object& item) {
  const OrderCase order = decode_order(item, item.at("input").as_object());
  const auto evaluation = pricing::price_exact(order.basket, order.rules);
  if (!evaluation) return "refused: " + evaluation.error().detail;
  const Figures figures = figures_of(order, *evaluation);
  json::object expected = item.at("expected").as_object();
  std::vector<std::string> applied;
  std::vector<std::string> rejected = order.basket.occasion.codes;
  for (const pricing::Total& total : evaluation->totals) {
    if (total.stage != pricing::Stage::promotion) continue;
    const promotions::Rule& rule = order.rules.promotions->rules()[total.rule];
    applied.push_back(rule.id);
    std::erase(rejected, rule.coupon);
  }
  if (std::string wrong = names_differ(expected.if_contains("applied"), applied); !wrong.empty()) return wrong;
  if (std::string wrong = names_differ(expected.if_contains("rejected_coupons"), rejected); !wrong.empty())
    return wrong;
  expected.erase("applied");
  expected.erase("rejected_coupons");
  if (std::string wrong = compare(figures, "", expected, order); !wrong.empty()) return wrong;
  return pipeline_differs(order, figures);
}
}  // namespace

TEST_CASE("orders come out as the reference cases say", "[reference]") { CHECK(run_cases("order", order_case) == 0); }
}  // namespace holdfast::reference
