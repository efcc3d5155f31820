#include "engine/own_rows.h"

#include <algorithm>

namespace holdfast::engine {
namespace {
constexpr int cards_a_read = 500;
}

bool has_owners(const std::string& dataset) { return dataset == "lease"; }

std::string owner_of(const std::string& dataset, const std::string& row_key) {
  const std::size_t end = row_key.find('/');
  return has_owners(dataset) && end != std::string::npos ? row_key.substr(0, end) : std::string{};
}

ChannelKey own_key(const ChannelKey& channel, const std::string& site) {
  return {channel.tenant, channel.channel + "\n" + site};
}

std::string feed_name(const NamedRow& row) { return row.owner.empty() ? row.dataset : row.dataset + "/" + row.owner; }

NamedRow read_feed_name(const std::string& name) {
  const std::size_t end = name.find('/');
  if (end == std::string::npos || !has_owners(name.substr(0, end))) return {name, {}};
  return {name.substr(0, end), name.substr(end + 1)};
}

void for_each_site(HubTransaction& tx, const ChannelKey& channel, const std::function<void(const std::string&)>& look) {
  std::string after;
  for (auto cards = tx.fleet.cards(channel.tenant, after, cards_a_read); !cards.empty();
       cards = tx.fleet.cards(channel.tenant, after, cards_a_read)) {
    for (const SiteCard& card : cards)
      if (card.channel == channel.channel) look(card.key.site);
    after = cards.back().key.site;
  }
}

std::vector<wire::Change> rows_of(HubTransaction& tx, const ChannelKey& channel, const std::string& dataset,
                                  const std::string& after, int most) {
  std::vector<wire::Change> found;
  const auto take = [&](const ChannelKey& key) {
    for (wire::Change& row : tx.feed.rows_after(key, dataset, after, most))
      if (row.dataset == dataset) found.push_back(std::move(row));
  };
  take(channel);
  if (!has_owners(dataset)) return found;
  for_each_site(tx, channel, [&](const std::string& site) { take(own_key(channel, site)); });
  std::sort(found.begin(), found.end(), [](const wire::Change& a, const wire::Change& b) { return a.key < b.key; });
  if (found.size() > static_cast<std::size_t>(most)) found.resize(static_cast<std::size_t>(most));
  return found;
}
}  // namespace holdfast::engine
