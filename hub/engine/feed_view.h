#pragma once
#include <map>
#include <set>
#include <string>

#include "engine/feed_rows.h"
#include "wire/hello.h"

namespace holdfast::engine {
/// What of a channel's masters one store is given: by what hello agreed on, without the data sets that it does not know
/// and with rows as the version has them that it does. A store that never said anything of data sets gets all in their
/// first versions, as it was before there were others.
class FeedView {
 public:
  FeedView() = default;  ///< everything, in the newest versions
  /// `agreed`: the Common that hello answered, as it is kept with the site; empty: it never said hello.
  static FeedView of(std::string_view agreed);

  bool whole() const { return whole_; }
  /// Of the digests as they are kept, those of this store: by what name it knows them.
  std::map<std::string, std::string> kept_names(const wire::Roots& kept) const;
  /// The row as this store is to have it; empty: it is not for it.
  std::optional<wire::Change> shown(wire::Change change) const;
  /// Of the roots as they are kept (`staff`, and `staff@1` for those at an older version), those of this store.
  wire::Roots shown(const wire::Roots& kept) const;

 private:
  int version_of(const std::string& dataset) const;  ///< 0: not for it
  bool whole_ = true;
  std::map<std::string, int> older_;
  std::set<std::string> withheld_;
};
/// Under what name digests of an older version are kept.
std::string name_at(const std::string& dataset, int version);
}  // namespace holdfast::engine
