#pragma once
#include <map>
#include <set>
#include <string>

#include "engine/own_rows.h"
#include "wire/hello.h"

namespace holdfast::engine {
/// What of a channel's masters one store is given: by what hello agreed on, without the data sets that it does not know
/// and with rows as the version has them that it does; of rows that are one store's each, its own (own_rows.h). A store
/// that never said anything of data sets gets all in their first versions, as it was before there were others.
class FeedView {
 public:
  FeedView() = default;  ///< everything that is everybody's, in the newest versions
  /// `agreed`: the Common that hello answered, as it is kept with the site; empty: it never said hello.
  static FeedView of(std::string_view agreed, std::string site = {});
  static FeedView of(const SiteCard& card) { return of(card.agreed, card.key.site); }

  bool whole() const { return whole_; }              ///< everybody's rows are given as they are kept
  const std::string& site() const { return site_; }  ///< empty: nobody's own rows
  /// Where a data set is kept as this store is given it: under which channel key, by what name.
  struct Kept {
    ChannelKey key;
    std::string name;
  };
  /// Of all data sets that this store is given at that version.
  std::map<std::string, Kept> kept(HubTransaction& tx, const ChannelKey& channel, std::int64_t version) const;
  /// The row as this store is to have it; empty: it is not for it.
  std::optional<wire::Change> shown(wire::Change change) const;
  /// The digests' roots of what it is given at that version.
  wire::Roots roots(HubTransaction& tx, const ChannelKey& channel, std::int64_t version) const;

 private:
  /// Of the digests as they are kept (`staff`, and `staff@1` for those at an older version), those of this store: by
  /// what name it knows them.
  std::map<std::string, std::string> kept_names(const wire::Roots& kept) const;
  int version_of(const std::string& dataset) const;  ///< 0: not for it
  bool whole_ = true;
  std::string site_;
  std::map<std::string, int> older_;
  std::set<std::string> withheld_;
};
/// Under what name digests of an older version are kept.
std::string name_at(const std::string& dataset, int version);
}  // namespace holdfast::engine
