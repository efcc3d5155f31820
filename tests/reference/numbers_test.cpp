#include <catch2/catch.hpp>

#include "money/allocation.h"
#include "money/cash_rounding.h"
#include "reference/cases.h"

namespace holdfast::reference {
namespace {
std::string round_case(const json::object& item) {
  const json::object& input = item.at("input").as_object();
  only(input, "input", {"value", "step"});
  const Rational step = number(text_of(input.at("step")));
  const Rational steps = number(text_of(input.at("value"))) / step;
  const Rational result = Rational{steps.rounded(rounding_of(item))} * step;
  return result == number(text_of(item.at("expected").as_object().at("result"))) ? "" : "another result";
}

std::string allocate_case(const json::object& item) {
  const std::string wished = policy(item, "allocation").value_or("largest_remainder");
  const auto allocation = parse_allocation(wished);
  if (!allocation) throw NotOffered{"policy allocation " + wished};
  const json::object& input = item.at("input").as_object();
  only(input, "input", {"total", "weights", "step"});
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
  const bool exact = *allocation == AllocationPolicy::exact;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string text = text_of(expected[i]);
    const Rational digits = power_of_ten(decimals_of(text));
    const Rational part = parts[i] * step;
    if (part == number(text)) continue;
    if (!exact || Rational{(part * digits).rounded()} / digits != number(text))
      return "part " + std::to_string(i) + " differs";
  }
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

/// Cash is counted in the finest unit any figure of the case is written in, so that an amount due that is finer than
/// the currency's minor unit meets the coin as it is.
struct CashUnit {
  Rational per_major;
  Currency currency{"XXX", 0};

  std::int64_t of(const json::value& amount) const {
    return whole(number(text_of(amount)) * per_major, "feature an amount without an end");
  }
  Money money(const json::value& amount) const { return {of(amount), currency}; }
};

CashUnit cash_unit(const json::object& input) {
  int decimals = static_cast<int>(input.at("currency").as_object().at("minor_units").as_int64());
  const auto see = [&](const json::value& amount) { decimals = std::max(decimals, decimals_of(text_of(amount))); };
  see(input.at("amount_due"));
  if (const json::value* rounding = input.if_contains("cash_rounding")) see(rounding->as_object().at("step"));
  if (const json::value* tenders = input.if_contains("tenders"))
    for (const json::value& each : tenders->as_array()) see(each.as_object().at("amount"));
  return {power_of_ten(decimals)};
}

CashRounding coin_of(const json::object& input, const CashUnit& unit) {
  CashRounding rule;
  const json::value* stated = input.if_contains("cash_rounding");
  if (stated == nullptr) return rule;
  const json::object& rounding = stated->as_object();
  only(rounding, "cash_rounding", {"step", "mode", "two_stage"});
  rule.step = unit.of(rounding.at("step"));
  const std::string mode = text_of(rounding, "mode", "half_up");
  if (!parse_rounding(mode)) throw NotOffered{"cash rounding " + mode};
  rule.mode = *parse_rounding(mode);
  return rule;
}

/// With `two_stage` what is due meets the minor unit first.
Money due_of(const json::object& input, const CashUnit& unit) {
  const Money due = unit.money(input.at("amount_due"));
  const json::value* stated = input.if_contains("cash_rounding");
  if (stated == nullptr || !flag(stated->as_object(), "two_stage")) return due;
  const Rational minor = unit.per_major / ledger_of(input).per_major;
  return {(Rational{due.minor()} / minor).rounded() * whole(minor, "feature a fine minor unit"), unit.currency};
}

std::string cash_case(const json::object& item) {
  const json::object& input = item.at("input").as_object();
  only(input, "input", {"currency", "amount_due", "cash_rounding", "tenders"});
  const CashUnit unit = cash_unit(input);
  const Money total = due_of(input, unit);
  Money otherwise = Money::zero(unit.currency);
  Money tendered = otherwise;
  bool has_cash = !input.contains("tenders");
  if (const json::value* tenders = input.if_contains("tenders"))
    for (const json::value& each : tenders->as_array()) {
      const json::object& tender = each.as_object();
      only(tender, "tender", {"type", "amount"});
      const bool is_cash = tender.at("type").as_string() == "cash";
      (is_cash ? tendered : otherwise) += unit.money(tender.at("amount"));
      has_cash = has_cash || is_cash;
    }
  const CashRounding rule = has_cash ? coin_of(input, unit) : CashRounding{};
  const CashDue due = cash_due(total, otherwise, rule);
  const Money zero = Money::zero(unit.currency);
  const CashSettlement settled = input.contains("tenders") ? settle_cash(total, otherwise, tendered, rule)
                                                           : CashSettlement{due.rounding, zero, zero};
  // Without tenders the difference is to what was asked for, in two stages, too.
  const Money asked = input.contains("tenders") ? total : unit.money(input.at("amount_due"));
  const std::map<std::string, Money> figures{{"rounded", due.payable},
                                             {"cash_due", due.payable},
                                             {"rounding", settled.rounding + total - asked},
                                             {"payable", total + settled.rounding},
                                             {"paid", otherwise + tendered - settled.change},
                                             {"change", settled.change},
                                             {"open", settled.open}};
  for (const auto& [name, value] : item.at("expected").as_object()) {
    const auto figure = figures.find(std::string{std::string_view{name.data(), name.size()}});
    if (figure == figures.end()) throw NotOffered{"figure " + std::string{std::string_view{name.data(), name.size()}}};
    const Rational shown = Rational{figure->second.minor()} / unit.per_major;
    if (shown != number(text_of(value)))
      return figure->first + " is " + format_scaled((shown * power_of_ten(6)).rounded(), 6, true) + ", not " +
             text_of(value);
  }
  return "";
}
}  // namespace

TEST_CASE("numbers are rounded as the reference cases say", "[reference]") {
  CHECK(run_cases("round", round_case) == 0);
}
TEST_CASE("amounts are split as the reference cases say", "[reference]") {
  CHECK(run_cases("allocate", allocate_case) == 0);
}
TEST_CASE("currencies count as the reference cases say", "[reference]") {
  CHECK(run_cases("currency", currency_case) == 0);
}
TEST_CASE("cash meets the coin as the reference cases say", "[reference]") { CHECK(run_cases("cash", cash_case) == 0); }
TEST_CASE("every reference case is of a kind that is priced here", "[reference]") {
  const std::vector<std::string> known{"order", "allocate", "round", "cash", "refund", "price", "loyalty", "currency"};
  std::vector<std::string> unknown;
  for (const CaseFile& file : case_files())
    for (const json::object& item : file.cases)
      if (const std::string kind = text_of(item, "kind", "none");
          std::find(known.begin(), known.end(), kind) == known.end())
        unknown.push_back(text_of(item, "id", "unnamed") + " (" + kind + ")");
  if (!unknown.empty()) std::cout << "reference kinds: " << unknown.size() << " skipped:";
  for (const std::string& each : unknown) std::cout << ' ' << each;
  if (!unknown.empty()) std::cout << '\n';
  SUCCEED();
}
}  // namespace holdfast::reference
