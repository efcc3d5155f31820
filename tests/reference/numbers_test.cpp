#include <catch2/catch.hpp>

#include "money/allocation.h"
#include "money/cash_rounding.h"
#include "reference/cases.h"

namespace holdfast::reference {
namespace {
Rounding rounding_of(const json::object& item) {
  const auto mode = parse_rounding(text_of(item.at("policy").as_object().at("rounding")));
  if (!mode) throw NotOffered{"policy rounding"};
  return *mode;
}

std::string round_case(const json::object& item) {
  const json::object& input = item.at("input").as_object();
  const Rational step = number(text_of(input.at("step")));
  const Rational steps = number(text_of(input.at("value"))) / step;
  const Rational result = Rational{steps.rounded(rounding_of(item))} * step;
  return result == number(text_of(item.at("expected").as_object().at("result"))) ? "" : "another result";
}

std::string allocate_case(const json::object& item) {
  const auto allocation = parse_allocation(policy(item, "allocation").value_or("largest_remainder"));
  if (!allocation) throw NotOffered{"policy allocation"};
  const json::object& input = item.at("input").as_object();
  const Rational step = number(text_of(input.at("step")));
  const Rational total = number(text_of(input.at("total"))) / step;
  std::vector<Rational> weights;
  for (const json::value& weight : input.at("weights").as_array()) weights.push_back(number(text_of(weight)));
  const json::array& expected = item.at("expected").as_object().at("parts").as_array();
  std::vector<Rational> parts;
  if (*allocation == AllocationPolicy::exact)
    parts = allocate_exact(total, weights);
  else
    for (const std::int64_t part : allocate(whole(total, "feature a total finer than the step"), weights, *allocation))
      parts.emplace_back(part);
  if (parts.size() != expected.size()) return "another number of parts";
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] * step != number(text_of(expected[i]))) return "part " + std::to_string(i) + " differs";
  return "";
}

std::string currency_case(const json::object& item) {
  const std::string code = text_of(item.at("input").as_object().at("code"));
  const json::object& expected = item.at("expected").as_object();
  for (const CurrencyRow& row : iso_currencies())
    if (row.code == code)
      return row.minor_units == expected.at("minor_units").as_int64() &&
                     row.numeric == std::stoi(text_of(expected.at("numeric")))
                 ? ""
                 : "another row";
  return "unknown";
}

struct CashCase {
  Currency currency;
  CashRounding rule;
  Money due;
};

CashCase cash_input(const json::object& input) {
  const Currency currency = currency_of(input);
  const Ledger ledger = ledger_of(input);
  const Rational due = number(text_of(input.at("amount_due"))) * power_of_ten(currency.minor_units());
  CashRounding rule;
  bool two_stage = false;
  if (const json::value* stated = input.if_contains("cash_rounding")) {
    const json::object& rounding = stated->as_object();
    rule.step = minor_of(text_of(rounding.at("step")), ledger, "feature a cash step finer than the minor unit");
    rule.mode = parse_rounding(text_of(rounding, "mode", "half_up")).value();
    two_stage = flag(rounding, "two_stage");
  }
  // Our amounts due are whole minor units, so rounding to them first is what happens anyway; an amount that is finer
  // meets the step at once when the case says so.
  const bool at_once = !two_stage && due.denominator() != 1 && rule.rounds();
  const std::int64_t minor = at_once     ? (due / Rational{rule.step}).rounded(rule.mode) * rule.step
                             : two_stage ? due.rounded()
                                         : whole(due, "feature an amount due finer than the minor unit");
  return {currency, rule, Money{minor, currency}};
}

std::string cash_case(const json::object& item) {
  const json::object& input = item.at("input").as_object();
  const CashCase cash = cash_input(input);
  Money otherwise = Money::zero(cash.currency);
  Money tendered = otherwise;
  bool has_cash = !input.contains("tenders");
  if (const json::value* tenders = input.if_contains("tenders"))
    for (const json::value& each : tenders->as_array()) {
      const json::object& tender = each.as_object();
      const Money amount{
          minor_of(text_of(tender.at("amount")), ledger_of(input), "feature a tender finer than the minor unit"),
          cash.currency};
      const bool is_cash = tender.at("type").as_string() == "cash";
      (is_cash ? tendered : otherwise) += amount;
      has_cash = has_cash || is_cash;
    }
  const CashRounding rule = has_cash ? cash.rule : CashRounding{};
  const CashDue due = cash_due(cash.due, otherwise, rule);
  const CashSettlement settled =
      input.contains("tenders") ? settle_cash(cash.due, otherwise, tendered, rule)
                                : CashSettlement{due.rounding, Money::zero(cash.currency), Money::zero(cash.currency)};
  const std::map<std::string, Money> figures{{"rounded", due.payable},
                                             {"cash_due", due.payable},
                                             {"rounding", settled.rounding},
                                             {"payable", cash.due + settled.rounding},
                                             {"paid", otherwise + tendered - settled.change},
                                             {"change", settled.change},
                                             {"open", settled.open}};
  for (const auto& [name, value] : item.at("expected").as_object()) {
    const Money figure = figures.at(std::string{name});
    if (Rational{figure.minor()} != number(text_of(value)) * power_of_ten(cash.currency.minor_units()))
      return std::string{name} + " is " + to_decimal(figure) + ", not " + text_of(value);
  }
  return "";
}
}  // namespace

TEST_CASE("rounding agrees with the reference cases", "[reference]") {
  Score score{"rounding"};
  for (const json::object& item : load_cases("rounding")) score.take(item, [&] { return round_case(item); });
  CHECK(score.failed() == 0);
}
TEST_CASE("allocation agrees with the reference cases", "[reference]") {
  Score score{"allocation"};
  for (const json::object& item : load_cases("allocation")) score.take(item, [&] { return allocate_case(item); });
  CHECK(score.failed() == 0);
}
TEST_CASE("currencies agree with the reference cases", "[reference]") {
  Score score{"currencies"};
  for (const json::object& item : load_cases("currencies")) score.take(item, [&] { return currency_case(item); });
  CHECK(score.failed() == 0);
}
TEST_CASE("cash rounding agrees with the reference cases", "[reference]") {
  Score score{"cash-rounding"};
  for (const json::object& item : load_cases("cash-rounding")) score.take(item, [&] { return cash_case(item); });
  CHECK(score.failed() == 0);
}
}  // namespace holdfast::reference
