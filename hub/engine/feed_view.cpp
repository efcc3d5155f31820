#include "engine/feed_view.h"

#include "wire/dataset_versions.h"

namespace holdfast::engine {
std::string name_at(const std::string& dataset, int version) { return dataset + "@" + std::to_string(version); }

FeedView FeedView::of(std::string_view agreed) {
  FeedView view;
  const auto common = agreed.empty() ? wire::fault(wire::Reason::form, "") : wire::decode_common(agreed);
  const bool said = common && (!common->datasets.empty() || !common->withheld_datasets.empty());
  for (const auto& [name, versions] : wire::dataset_versions()) {
    const int newest = versions.back();
    const int version = !said ? 1 : common->datasets.contains(name) ? common->datasets.at(name) : 0;
    if (version == 0) view.withheld_.insert(name);
    if (version != 0 && version < newest) view.older_[name] = version;
  }
  view.whole_ = view.withheld_.empty() && view.older_.empty();
  return view;
}

int FeedView::version_of(const std::string& dataset) const {
  if (withheld_.contains(dataset)) return 0;
  const auto found = older_.find(dataset);
  return found != older_.end() ? found->second : wire::newest_version(dataset);
}

std::optional<wire::Change> FeedView::shown(wire::Change change) const {
  if (whole_) return change;
  if (withheld_.contains(change.dataset)) return std::nullopt;
  if (change.op == wire::Op::put) {
    auto body = wire::body_for(change.dataset, change.key, change.body, version_of(change.dataset));
    if (!body) return std::nullopt;
    change.body = *std::move(body);
  }
  return change;
}

std::map<std::string, std::string> FeedView::kept_names(const wire::Roots& kept) const {
  std::map<std::string, std::string> names;
  for (const auto& [name, root] : kept) {
    if (name.find('@') != std::string::npos || withheld_.contains(name)) continue;
    const auto older = older_.find(name);
    // Before there was a newer version nobody kept digests of an older one: they were the same.
    const auto at = older == older_.end() ? kept.end() : kept.find(name_at(name, older->second));
    names.emplace(name, at == kept.end() ? name : at->first);
  }
  return names;
}

wire::Roots FeedView::shown(const wire::Roots& kept) const {
  wire::Roots roots;
  for (const auto& [name, as] : kept_names(kept)) roots.emplace(name, kept.at(as));
  return roots;
}
}  // namespace holdfast::engine
