#include "pricing/price_list.h"

#include <algorithm>
#include <array>

namespace holdfast::pricing {
namespace {
constexpr std::array<std::string_view, 5> selections{"most_specific", "override_then_lowest", "scope_then_tier",
                                                     "priority", "first"};

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool in_force(const std::optional<Instant>& starts, const std::optional<Instant>& ends,
              const std::optional<Instant>& at) {
  return !at || (!(starts && *at < *starts) && !(ends && *ends < *at));
}
bool on_channel(const std::vector<std::string>& channels, const std::string& channel) {
  return channels.empty() || has(channels, channel);
}
bool fulfilled(const Requirements& requirements, const PriceQuery& query) {
  return std::all_of(requirements.begin(), requirements.end(), [&](const auto& requirement) {
    const auto found = query.attributes.find(requirement.first);
    return found != query.attributes.end() && has(requirement.second, found->second);
  });
}

bool applies(const PriceList& list, const PriceQuery& query) {
  return list.active && (list.currency.empty() || list.currency == query.currency) &&
         in_force(list.starts, list.ends, query.at) && on_channel(list.channels, query.channel) &&
         (!query.at || list.schedule.is_open(*query.at, query.offset_minutes)) && fulfilled(list.requires_, query);
}
bool applies(const PriceRule& rule, const PriceQuery& query) {
  if (!rule.sku.empty() && rule.sku != query.sku) return false;
  if (!rule.category.empty() && !has(query.categories, rule.category)) return false;
  if (rule.min_quantity && query.quantity < *rule.min_quantity) return false;
  if (rule.max_quantity && *rule.max_quantity < query.quantity) return false;
  return in_force(rule.starts, rule.ends, query.at) && fulfilled(rule.requires_, query);
}

Rational rounded(const Rational& amount, Rounding rounding) { return Rational{amount.rounded(rounding)}; }

std::optional<Rational> price_of(const PriceRule& rule, const std::optional<Rational>& base, Rounding rounding) {
  if (rule.kind == PriceKind::fixed) return rule.value;
  if (!base) return std::nullopt;
  switch (rule.kind) {
    case PriceKind::percent_off:
      return rounded(*base - *base * rule.value / Rational{100}, rounding);
    case PriceKind::surcharge:
      return rounded(*base + rule.value, rounding);
    default:
      return rounded(*base + *base * rule.value / Rational{100}, rounding);
  }
}

struct Candidate {
  const PriceList* list;
  std::size_t place;  ///< of the list
  std::size_t attributes;
  int scope;
  Rational tier;
  Rational price;
};

std::vector<Candidate> candidates(const PriceSources& sources, const PriceQuery& query, Rounding rounding) {
  std::vector<Candidate> result;
  for (std::size_t place = 0; place < sources.lists.size(); ++place) {
    const PriceList& list = sources.lists[place];
    if (!applies(list, query)) continue;
    for (const PriceRule& rule : list.rules) {
      if (!applies(rule, query)) continue;
      const auto price = price_of(rule, sources.base_price, rounding);
      if (!price) continue;
      result.push_back({&list, place, list.requires_.size() + rule.requires_.size(),
                        !rule.sku.empty()        ? 2
                        : !rule.category.empty() ? 1
                                                 : 0,
                        rule.min_quantity.value_or(Rational{}), *price});
    }
  }
  return result;
}

bool more_specific(const Candidate& a, const Candidate& b) {
  if (a.attributes != b.attributes) return a.attributes > b.attributes;
  if (a.scope != b.scope) return a.scope > b.scope;
  if (a.tier != b.tier) return b.tier < a.tier;
  if (a.price != b.price) return a.price < b.price;
  return a.place < b.place;
}

bool better(const Candidate& a, const Candidate& b, PriceSelection selection) {
  switch (selection) {
    case PriceSelection::scope_then_tier:
      if (a.scope != b.scope) return a.scope > b.scope;
      if (a.tier != b.tier) return b.tier < a.tier;
      return a.place < b.place;
    case PriceSelection::priority:
      if (a.list->priority != b.list->priority) return a.list->priority > b.list->priority;
      return more_specific(a, b);
    case PriceSelection::first:
      return a.place != b.place ? a.place < b.place : more_specific(a, b);
    default:
      return more_specific(a, b);
  }
}

const Candidate* best_of(const std::vector<Candidate>& all, PriceSelection selection, std::optional<ListType> type) {
  const Candidate* best = nullptr;
  for (const Candidate& candidate : all)
    if ((!type || candidate.list->type == *type) && (!best || better(candidate, *best, selection))) best = &candidate;
  return best;
}

const Candidate* choose(const std::vector<Candidate>& all, PriceSelection selection,
                        const std::optional<Rational>& base) {
  if (selection != PriceSelection::override_then_lowest) return best_of(all, selection, std::nullopt);
  const Candidate* usual = best_of(all, selection, ListType::override_);
  if (usual == nullptr) usual = best_of(all, selection, ListType::list);
  const Candidate* sale = best_of(all, selection, ListType::sale);
  const std::optional<Rational> otherwise = usual ? std::optional{usual->price} : base;
  return sale && (!otherwise || sale->price < *otherwise) ? sale : usual;
}

bool applies(const CataloguePromotion& promotion, const PriceQuery& query) {
  const bool named = !promotion.skus.empty() || !promotion.categories.empty();
  const bool fits = has(promotion.skus, query.sku) ||
                    std::any_of(query.categories.begin(), query.categories.end(),
                                [&](const std::string& category) { return has(promotion.categories, category); });
  return (!named || fits) && on_channel(promotion.channels, query.channel) &&
         in_force(promotion.starts, promotion.ends, query.at);
}

std::vector<const CataloguePromotion*> in_order(const PriceSources& sources, const PriceQuery& query) {
  std::vector<const CataloguePromotion*> result;
  for (const CataloguePromotion& promotion : sources.promotions)
    if (applies(promotion, query)) result.push_back(&promotion);
  std::sort(result.begin(), result.end(), [](const CataloguePromotion* a, const CataloguePromotion* b) {
    return a->priority != b->priority ? a->priority > b->priority : a < b;  // neighbours in one vector: list order
  });
  const auto alone =
      std::find_if(result.begin(), result.end(), [](const CataloguePromotion* each) { return each->exclusive; });
  if (alone != result.end()) return {*alone};
  return result;
}
}  // namespace

std::optional<PriceSelection> parse_price_selection(std::string_view name) {
  const auto found = std::find(selections.begin(), selections.end(), name);
  if (found == selections.end()) return std::nullopt;
  return static_cast<PriceSelection>(found - selections.begin());
}

ResolvedPrice resolve_price(const PriceSources& sources, const PriceQuery& query, PriceSelection selection,
                            Rounding rounding) {
  const std::vector<Candidate> all = candidates(sources, query, rounding);
  const Candidate* chosen = choose(all, selection, sources.base_price);
  ResolvedPrice result;
  result.unit_price = chosen ? std::optional{chosen->price} : sources.base_price;
  if (chosen) result.list = chosen->list->id;
  if (!result.unit_price) return result;
  for (const CataloguePromotion* promotion : in_order(sources, query)) {
    const Rational before = *result.unit_price;
    if (!(sources.min_price < before)) continue;
    const Rational off = promotion->percent ? before * *promotion->percent / Rational{100} : promotion->amount;
    const Rational left = rounded(before - off, rounding);
    result.unit_price = left < sources.min_price ? sources.min_price : left;
    if (*result.unit_price != before) result.applied.push_back(promotion->id);
  }
  return result;
}
}  // namespace holdfast::pricing
