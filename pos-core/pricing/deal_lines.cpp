#include "pricing/deal_lines.h"

#include <algorithm>

namespace holdfast::pricing {
namespace {
using promotions::Picked;

bool has(const std::vector<std::uint32_t>& sorted, std::uint32_t name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}
bool has_any(const std::vector<std::uint32_t>& sorted, const std::vector<std::uint32_t>& names) {
  return std::any_of(names.begin(), names.end(), [&](std::uint32_t name) { return has(sorted, name); });
}

template <class Entries>
void collect(const Entries& entries, const std::vector<std::uint32_t>& names, std::vector<std::uint32_t>& lines) {
  if (entries.empty()) return;
  for (const std::uint32_t name : names)
    for (auto at = std::lower_bound(entries.begin(), entries.end(), std::pair{name, 0U});
         at != entries.end() && at->first == name; ++at)
      lines.push_back(at->second);
}

bool price_within(const promotions::Selection& selection, const BasketLine& line) {
  if (!selection.min_unit_price && !selection.max_unit_price) return true;
  const Rational price = line.fine_unit_price ? *line.fine_unit_price : Rational{line.unit_price.minor()};
  return !(selection.min_unit_price && price < *selection.min_unit_price) &&
         !(selection.max_unit_price && *selection.max_unit_price < price);
}
}  // namespace

LineNames names_of(const BasketLine& line, const promotions::RuleSet& set) {
  LineNames names{set.sku(line.sku), {}};
  for (const std::string& category : line.categories)
    if (const std::uint32_t known = set.category(category); known != promotions::unknown_name)
      names.categories.push_back(known);
  std::sort(names.categories.begin(), names.categories.end());
  return names;
}

DealLines::DealLines(const Basket& basket, std::span<const LineNames> names) : basket_{basket}, names_{names} {
  by_sku_.reserve(names_.size());
  for (std::uint32_t line = 0; line < names_.size(); ++line) {
    if (names_[line].sku != promotions::unknown_name) by_sku_.emplace_back(names_[line].sku, line);
    for (const std::uint32_t category : names_[line].categories) by_category_.emplace_back(category, line);
  }
  std::sort(by_sku_.begin(), by_sku_.end());
  std::sort(by_category_.begin(), by_category_.end());
}

bool DealLines::is_named(const Picked& picked, std::uint32_t line) const {
  return picked.everything() || has(picked.skus, names_[line].sku) ||
         has_any(picked.categories, names_[line].categories);
}

bool DealLines::fits(const Picked& picked, LineKind kind, std::uint32_t line) const {
  const BasketLine& mine = basket_.lines[line];
  if (mine.kind != kind || !mine.discountable) return false;
  if (picked.from == nullptr) return true;
  if (picked.from->exclude_discounted && mine.discounted) return false;
  return !has(picked.exclude_skus, names_[line].sku) && !has_any(picked.exclude_categories, names_[line].categories) &&
         price_within(*picked.from, mine);
}

std::vector<std::uint32_t> DealLines::matching(const Picked& picked, LineKind kind) const {
  std::vector<std::uint32_t> lines;
  if (picked.everything() || picked.skus.size() + picked.categories.size() > names_.size()) {
    for (std::uint32_t line = 0; line < names_.size(); ++line)
      if (is_named(picked, line) && fits(picked, kind, line)) lines.push_back(line);
    return lines;
  }
  collect(by_sku_, picked.skus, lines);
  collect(by_category_, picked.categories, lines);
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  std::erase_if(lines, [&](std::uint32_t line) { return !fits(picked, kind, line); });
  return lines;
}
}  // namespace holdfast::pricing
