#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/hub_database.h"

/// Data sets of a channel whose rows are one store's each (`lease`): their keys begin with its id, `SITE/…`, and no
/// other store is given them. Rows, digests and parts of snapshots of such a data set are kept under a channel key of
/// the store's own; their changes stand in the channel's one feed, under a name that says whose they are. What a hub of
/// before kept among everybody's rows is shown to all as it was, until a publication sorts it out.
namespace holdfast::engine {
bool has_owners(const std::string& dataset);
/// The site that a row belongs to; empty: everybody's.
std::string owner_of(const std::string& dataset, const std::string& row_key);
/// Where a store's own rows are kept. No channel's name holds a line feed.
ChannelKey own_key(const ChannelKey& channel, const std::string& site);

/// `lease` of site S as it is named in the feed, `lease/S`; and back. No owner: the name as it is.
struct NamedRow {
  std::string dataset;
  std::string owner;
};
std::string feed_name(const NamedRow& row);
NamedRow read_feed_name(const std::string& name);

/// Every store of the channel.
void for_each_site(HubTransaction& tx, const ChannelKey& channel, const std::function<void(const std::string&)>& look);
/// Live rows of one data set whose keys are above `after`, in order of their keys, whoever's they are.
std::vector<wire::Change> rows_of(HubTransaction& tx, const ChannelKey& channel, const std::string& dataset,
                                  const std::string& after, int most);
}  // namespace holdfast::engine
