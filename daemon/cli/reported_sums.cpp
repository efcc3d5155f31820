#include "cli/reported_sums.h"

#include <set>
#include <unordered_set>

namespace holdfast::cli {
namespace {
ReplayKind kind_of(const Json& order, std::string_view reference) {
  if (reference.starts_with('A')) return ReplayKind::adjustment;
  const std::string kind = text_of(order, "kind");
  if (kind == "exchange") return ReplayKind::mixed;
  return kind == "return" ? ReplayKind::return_ : ReplayKind::sale;
}

/// Write-offs are no orders: they are found in the moves of the articles they name.
void add_write_offs(Backend& backend, const ReplayMonth& month, ReplaySums& sums) {
  std::set<std::string> articles;
  std::unordered_set<std::string> references;
  for (const ReplayDocument& document : month.documents) {
    if (document.kind() != ReplayKind::stock) continue;
    references.insert(document.reference());
    for (const ReplayLine& line : document.lines) articles.insert(line.sku);
  }
  std::map<std::string, std::int64_t> lines;
  for (const std::string& sku : articles) {
    const std::vector<Json> variants = backend.list("/v1/stock?sku=" + http::percent_encode(sku));
    if (variants.empty()) continue;
    for (const Json& move : backend.list("/v1/stock/" + text_of(variants.front(), "variantId") + "/moves"))
      if (const std::string reason = text_of(move, "reason"); references.contains(reason)) ++lines[reason];
  }
  for (const auto& [reference, count] : lines)
    sums.add(ReplayKind::stock, std::string_view{reference}.substr(reference.find('@') + 1), count, 0);
}
}  // namespace

ReplaySums reported_sums(Backend& backend, const ReplayMonth& month) {
  std::unordered_set<std::string> references;
  for (const ReplayDocument& document : month.documents) references.insert(document.reference());
  ReplaySums sums;
  for (const Json& order : backend.list("/v1/orders")) {
    const std::string reference = text_of(order, "externalRef");
    if (!references.contains(reference)) continue;
    const Json* items = order.find("items");
    sums.add(kind_of(order, reference), std::string_view{reference}.substr(reference.find('@') + 1),
             items != nullptr ? static_cast<std::int64_t>(items->items().size()) : 0, integer_of(order, "total"));
  }
  add_write_offs(backend, month, sums);
  return sums;
}
}  // namespace holdfast::cli
