#include <algorithm>
#include <array>
#include <map>

#include "charges/charge.h"
#include "money/allocation.h"

namespace holdfast::charges {
namespace {
constexpr std::array<std::string_view, 4> kinds{"deposit", "fee", "service", "delivery"};

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool share_one(const std::vector<std::string>& wanted, const std::vector<std::string>* given) {
  return given != nullptr &&
         std::any_of(given->begin(), given->end(), [&](const std::string& name) { return has(wanted, name); });
}

bool is_on(const promotions::Selection& select, const Goods& goods) {
  if (has(select.exclude_skus, goods.sku) || share_one(select.exclude_categories, goods.categories)) return false;
  return !select.names_articles() || has(select.skus, goods.sku) || share_one(select.categories, goods.categories);
}

std::vector<std::size_t> goods_of(const Rule& rule, const std::vector<Goods>& goods) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < goods.size(); ++i)
    if (goods[i].quantity.micro() > 0 && is_on(rule.goods, goods[i])) out.push_back(i);
  return out;
}

Quantity one_for(Quantity quantity) { return Quantity::pieces(quantity.micro() < 0 ? -1 : 1); }

/// Whole units carry a deposit each; goods by weight carry one.
Quantity containers(const Goods& goods) { return goods.quantity.is_whole() ? goods.quantity : one_for(goods.quantity); }

void spread(std::vector<Line>& out, std::size_t rule, std::int64_t total, const std::vector<std::size_t>& on,
            const std::vector<Goods>& goods) {
  std::map<std::uint32_t, Rational> of_category;
  for (const std::size_t i : on) of_category[goods[i].tax_category] += Rational{goods[i].amount};
  std::vector<Rational> weights;
  for (const auto& [category, amount] : of_category) weights.push_back(amount);
  const std::vector<std::int64_t> shares = allocate(total, weights, AllocationPolicy::largest_remainder);
  std::size_t at = 0;
  for (const auto& [category, amount] : of_category) {
    if (shares[at] != 0) out.push_back({rule, std::nullopt, std::nullopt, Quantity::pieces(1), shares[at], category});
    ++at;
  }
}

void charge(std::vector<Line>& out, const std::vector<Rule>& rules, std::size_t at, const std::vector<Goods>& goods) {
  const Rule& rule = rules[at];
  const std::vector<std::size_t> on = goods_of(rule, goods);
  std::int64_t sum = 0;
  for (const std::size_t i : on) sum += goods[i].amount;
  if (on.empty() || sum <= 0 || (rule.free_from && sum >= *rule.free_from)) return;
  const std::int64_t total =
      rule.percent ? divide(Int128{sum} * rule.percent->micro(), 100'000'000, Rounding::half_up) : rule.amount;
  if (total == 0) return;
  if (rule.tax_category.empty()) return spread(out, at, total, on, goods);
  out.push_back({at, std::nullopt, std::nullopt, Quantity::pieces(1), total, std::nullopt});
}
}  // namespace

std::string_view name_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<Kind> parse_kind(std::string_view name) {
  const auto found = std::find(kinds.begin(), kinds.end(), name);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<Kind>(found - kinds.begin());
}

bool in_force(const Rule& rule, const Occasion& occasion) {
  if ((rule.starts && occasion.at < *rule.starts) || (rule.ends && *rule.ends < occasion.at)) return false;
  if (!rule.channels.empty() && !has(rule.channels, occasion.channel)) return false;
  if (!rule.services.empty() && !has(rule.services, occasion.service)) return false;
  return occasion.guests >= rule.min_guests && rule.schedule.is_open(occasion.at, occasion.offset_minutes);
}

std::vector<Line> fixed_lines(const std::vector<Rule>& rules, const std::vector<Goods>& goods,
                              const std::vector<Asked>& asked, const Occasion& occasion) {
  std::vector<Line> out;
  for (std::size_t line = 0; line < goods.size(); ++line)
    for (std::size_t rule = 0; rule < rules.size(); ++rule)
      if (rules[rule].kind == Kind::deposit && rules[rule].automatic && in_force(rules[rule], occasion) &&
          is_on(rules[rule].goods, goods[line]))
        out.push_back(
            {rule, line, std::nullopt, containers(goods[line]), rules[rule].amount, goods[line].tax_category});
  for (std::size_t i = 0; i < asked.size(); ++i)
    for (std::size_t rule = 0; rule < rules.size(); ++rule)
      if (rules[rule].id == asked[i].charge && in_force(rules[rule], occasion))
        out.push_back({rule, std::nullopt, i, asked[i].quantity, rules[rule].amount, std::nullopt});
  for (Line& line : out)
    if (!rules[line.rule].tax_category.empty()) line.tax_category.reset();
  return out;
}

std::vector<Line> amount_lines(const std::vector<Rule>& rules, const std::vector<Goods>& goods,
                               const Occasion& occasion) {
  std::vector<Line> out;
  for (std::size_t rule = 0; rule < rules.size(); ++rule)
    if (rules[rule].automatic && (rules[rule].kind == Kind::service || rules[rule].kind == Kind::delivery) &&
        in_force(rules[rule], occasion))
      charge(out, rules, rule, goods);
  return out;
}
}  // namespace holdfast::charges
