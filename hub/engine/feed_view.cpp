#include "engine/feed_view.h"

#include "wire/dataset_versions.h"

namespace holdfast::engine {
std::string name_at(const std::string& dataset, int version) { return dataset + "@" + std::to_string(version); }

FeedView FeedView::of(std::string_view agreed, std::string site) {
  FeedView view;
  view.site_ = std::move(site);
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
  NamedRow named = read_feed_name(change.dataset);
  if (!named.owner.empty() && named.owner != site_) return std::nullopt;
  change.dataset = std::move(named.dataset);
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

std::map<std::string, FeedView::Kept> FeedView::kept(HubTransaction& tx, const ChannelKey& channel,
                                                     std::int64_t version) const {
  std::map<std::string, Kept> found;
  for (const auto& [name, as] : kept_names(tx.feed.roots_at(channel, version))) found.emplace(name, Kept{channel, as});
  if (site_.empty()) return found;
  const ChannelKey own = own_key(channel, site_);
  for (const auto& [name, as] : kept_names(tx.feed.roots_at(own, version))) found.insert_or_assign(name, Kept{own, as});
  return found;
}

wire::Roots FeedView::roots(HubTransaction& tx, const ChannelKey& channel, std::int64_t version) const {
  wire::Roots roots;
  const auto give = [&](const wire::Roots& kept) {
    for (const auto& [name, as] : kept_names(kept)) roots.insert_or_assign(name, kept.at(as));
  };
  give(tx.feed.roots_at(channel, version));
  if (!site_.empty()) give(tx.feed.roots_at(own_key(channel, site_), version));
  return roots;
}
}  // namespace holdfast::engine
