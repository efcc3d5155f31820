#include "case_figures.h"

#include <map>

#include "case_reading.h"
#include "money/allocation.h"
#include "money/cash_rounding.h"
#include "pricing/loyalty.h"
#include "pricing/price_list.h"
#include "pricing/price_request.h"
#include "pricing/refund_shares.h"

namespace holdfast::wasm {
namespace {
using namespace pricing;

void round_case(const Json& item, Figures& figures) {
  const Json& input = member(item, "input");
  const Rational step = number(text_of(input, "step"));
  figures.add("result", Rational{(number(text_of(input, "value")) / step).rounded(rounding_of(item))} * step);
}

void allocate_case(const Json& item, Figures& figures) {
  const Json& input = member(item, "input");
  const auto how = parse_allocation(policy(item, "allocation", "largest_remainder"));
  if (!how) return figures.say("policy", "unknown");
  const Rational step = number(text_of(input, "step"));
  const Rational total = number(text_of(input, "total")) / step;
  std::vector<Rational> weights;
  for (const Json& weight : member(input, "weights").items()) weights.push_back(number(weight.text()));
  if (*how == AllocationPolicy::exact)
    for (const Rational& part : allocate_exact(total, weights)) figures.add("part", part * step);
  else
    for (const std::int64_t part : allocate(total.rounded(), weights, *how)) figures.add("part", Rational{part} * step);
}

void cash_case(const Json& item, Figures& figures) {
  const Json& input = member(item, "input");
  const Scale scale = scale_of(input);
  const auto money = [&](const std::string& text) {
    return Money{(number(text) * scale.per_major).rounded(), scale.currency};
  };
  CashRounding rule;
  const Json& stated = member(input, "cash_rounding");
  if (stated.is_object()) {
    rule.step = (number(text_of(stated, "step")) * scale.per_major).rounded();
    rule.mode = parse_rounding(text_of(stated, "mode", "half_up")).value_or(Rounding::half_up);
  }
  const Money due = money(text_of(input, "amount_due"));
  Money cash = Money::zero(scale.currency);
  Money otherwise = cash;
  for (const Json& tender : member(input, "tenders").items())
    (text_of(tender, "type") == "cash" ? cash : otherwise) += money(text_of(tender, "amount"));
  const CashDue owed = cash_due(due, otherwise, rule);
  const CashSettlement settled = settle_cash(due, otherwise, cash, rule);
  figures.add("payable", owed.payable);
  figures.add("rounding", owed.rounding);
  figures.add("change", settled.change);
  figures.add("open", settled.open);
}

void currency_case(const Json& item, Figures& figures) {
  const std::string code = text_of(member(item, "input"), "code");
  for (const CurrencyRow& row : iso_currencies())
    if (row.code == code) figures.say(code, std::to_string(row.minor_units) + " " + std::to_string(row.numeric));
}

void loyalty_case(const Json& item, Figures& figures) {
  const Json& input = member(item, "input");
  const Json& document = member(input, "program");
  const Rational cents{100};
  LoyaltyProgram program;
  const Json& earn = member(document, "earn");
  const std::string mode = text_of(earn, "mode");
  program.earn = mode == "per_amount" ? EarnMode::per_amount
                 : mode == "per_unit" ? EarnMode::per_unit
                                      : EarnMode::percent_per_amount;
  program.amount_per_point = maybe(earn, "amount_per_point", cents).value_or(Rational{1});
  program.points_per_unit = maybe(earn, "points_per_unit").value_or(Rational{});
  program.rounding = parse_rounding(text_of(earn, "rounding"));
  const Json& reward = member(document, "reward");
  const std::string kind = text_of(reward, "kind");
  program.reward = kind == "percent"      ? RewardKind::percent
                   : kind == "per_reward" ? RewardKind::per_reward
                                          : RewardKind::per_point;
  program.value = maybe(reward, "value", kind == "percent" ? Rational{1} : cents).value_or(Rational{1});
  program.lot = maybe(reward, "lot").value_or(Rational{1});
  program.cost = maybe(reward, "cost").value_or(Rational{1});
  Rational balance = maybe(input, "balance").value_or(Rational{});
  for (const Json& event : member(input, "events").items()) {
    const auto amount = maybe(event, "amount", cents);
    const std::string type = text_of(event, "type");
    Rational points;
    if (type == "earn") points = amount ? points_for_amount(program, *amount) : Rational{};
    if (const auto units = maybe(event, "units"); units && type == "earn") points += points_for_units(program, *units);
    if (type == "redeem") {
      const Redemption taken =
          redeemable(program, balance, maybe(event, "points"), amount, maybe(event, "max_rewards"));
      points = -taken.points;
      figures.add("discount", taken.discount);
    }
    if (type == "return" && amount)
      points = -points_taken_back(program, maybe(event, "original_amount", cents).value_or(*amount), 0, *amount);
    balance += points;
    figures.add("points", points);
  }
  figures.add("balance", balance);
}

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  for (const Json& each : list.items()) out.push_back(each.text());
  return out;
}
PriceList list_of(const Json& document, const Scale& scale) {
  PriceList list{.id = text_of(document, "id")};
  const std::string type = text_of(document, "type");
  list.type = type == "sale" ? ListType::sale : type == "override" ? ListType::override_ : list.type;
  list.currency = text_of(document, "currency");
  list.starts = parse_rfc3339(text_of(document, "starts"));
  list.ends = parse_rfc3339(text_of(document, "ends"));
  list.priority = member(document, "priority").integer().value_or(0);
  list.channels = texts(member(document, "channels"));
  for (const Json& each : member(document, "rules").items()) {
    PriceRule rule;
    const std::string kind = text_of(each, "kind");
    rule.kind = kind == "percent_off"      ? PriceKind::percent_off
                : kind == "surcharge"      ? PriceKind::surcharge
                : kind == "markup_percent" ? PriceKind::markup_percent
                                           : PriceKind::fixed;
    const bool amount = rule.kind == PriceKind::fixed || rule.kind == PriceKind::surcharge;
    rule.value = number(text_of(each, "value")) * (amount ? scale.per_major : Rational{1});
    rule.sku = text_of(each, "sku");
    rule.category = text_of(each, "category");
    rule.min_quantity = maybe(each, "min_quantity");
    rule.max_quantity = maybe(each, "max_quantity");
    list.rules.push_back(rule);
  }
  return list;
}
void price_case(const Json& item, Figures& figures) {
  const Json& input = member(item, "input");
  const Scale scale = scale_of(input);
  PriceSources sources;
  sources.base_price = maybe(input, "base_price", scale.per_major);
  sources.min_price = maybe(input, "min_price", scale.per_major).value_or(Rational{});
  for (const Json& document : member(input, "lists").items()) sources.lists.push_back(list_of(document, scale));
  const Json& query = member(input, "query");
  PriceQuery asked{.sku = text_of(query, "sku")};
  asked.categories = texts(member(query, "categories"));
  asked.quantity = number(text_of(query, "quantity", "1"));
  asked.at = parse_rfc3339(text_of(query, "at"));
  asked.channel = text_of(query, "channel");
  for (const auto& [name, value] : member(query, "attributes").members()) asked.attributes[name] = value.text();
  asked.currency = std::string{scale.currency.code()};
  const auto selection = parse_price_selection(policy(item, "price_selection", "most_specific"));
  if (!selection) return figures.say("policy", "unknown");
  const ResolvedPrice price = resolve_price(sources, asked, *selection, rounding_of(item));
  if (price.unit_price) figures.add("unit_price", *price.unit_price);
  figures.say("list", price.list);
}

/// Every line in two returns, of the floor of a half and of the rest.
void return_lines(const PricedBasket& priced, Figures& figures) {
  for (const PricedLine& line : priced.lines) {
    const RefundColumns paid = paid_columns(line);
    SoldLine sold{line.quantity, Quantity{}, paid, nothing_of(paid)};
    const std::int64_t half = line.quantity.micro() / 2;
    if (half == 0) continue;
    const RefundColumns part = refund_share(sold, Quantity::from_micro(half));
    figures.add("gross", part.gross);
    figures.add("tax", part.tax());
    sold.returned = Quantity::from_micro(half);
    sold.refunded = part;
    figures.add("rest", refund_share(sold, Quantity::from_micro(line.quantity.micro() - half)).gross);
  }
}

void order_case(const Json& request, Figures& figures) {
  std::vector<Json::Member> members;
  for (const Json::Member& each : request.members())
    if (each.first != "kind") members.push_back(each);
  const auto read = read_price_request(Json::object(std::move(members)));
  if (!read) {
    for (const FieldError& field : read.error().fields) figures.say(field.pointer, field.detail);
    return;
  }
  const auto exact = price_exact(read->basket, read->rules);
  if (!exact) return figures.say("refused", exact.error().detail);
  for (const Rational& amount : exact->amounts) figures.add("amount", amount);
  if (read->rules.exact()) return;
  const auto priced = price(read->basket, read->rules);
  if (!priced) return figures.say("refused", priced.error().detail);
  figures.say("answer", price_answer(*read, *priced));
  return_lines(*priced, figures);
}
/// A sale, given back in the steps that the case names.
void refund_case(const Json& item, Figures& figures) {
  const Json& input = member(item, "input");
  const Scale scale = scale_of(input);
  const auto money = [&](const std::string& text) {
    return Money{(number(text) * scale.per_major).rounded(), scale.currency};
  };
  std::map<std::string, SoldLine> lines;
  for (const Json& line : member(input, "paid_lines").items()) {
    const RefundColumns paid{
        money(text_of(line, "gross")), Money::zero(scale.currency), {money(text_of(line, "tax"))}, {}};
    lines.insert_or_assign(text_of(line, "id"),
                           SoldLine{parse_quantity(text_of(line, "quantity", "1")).value_or(Quantity::pieces(1)),
                                    Quantity{}, paid, nothing_of(paid)});
  }
  for (const Json& returned : member(input, "returns").items())
    for (const Json& wish : member(returned, "lines").items()) {
      const auto found = lines.find(text_of(wish, "id"));
      if (found == lines.end()) continue;
      SoldLine& line = found->second;
      const Quantity quantity = parse_quantity(text_of(wish, "quantity", "1")).value_or(Quantity::pieces(1));
      const RefundColumns part = refund_share(line, quantity, rounding_of(item));
      line.returned = line.returned + quantity;
      line.refunded.gross += part.gross;
      line.refunded.taxes[0] += part.taxes[0];
      figures.add("gross", part.gross);
      figures.add("tax", part.tax());
    }
}

}  // namespace

std::string case_figures(std::string_view text) {
  const auto item = parse_json(text);
  if (!item) return "not JSON";
  static const std::map<std::string_view, void (*)(const Json&, Figures&)> kinds{
      {"round", round_case},     {"allocate", allocate_case}, {"cash", cash_case},   {"currency", currency_case},
      {"loyalty", loyalty_case}, {"price", price_case},       {"order", order_case}, {"refund", refund_case}};
  const auto kind = kinds.find(text_of(*item, "kind"));
  if (kind == kinds.end()) return "unknown kind";
  Figures figures;
  kind->second(*item, figures);
  return figures.take();
}
}  // namespace holdfast::wasm
