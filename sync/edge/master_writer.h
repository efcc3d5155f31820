#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "wire/feed.h"
#include "wire/repair.h"

namespace holdfast::edge {
/// A snapshot that is being fetched.
struct Loading {
  wire::Manifest manifest;
  std::set<std::size_t> parts;  ///< staged already
};
struct FeedState {
  wire::Cursor staged;              ///< the next page is asked for from here
  std::int64_t active_version = 0;  ///< what tills see
  std::optional<Loading> loading;
};

/// The store's masters as the downsync session writes them. Each call is durable when it returns and may be interrupted
/// by a crash at any point: then state() says what holds, and the active version is whole. The daemon's writer does it
/// in slices of 500 rows or 20 ms between sales (design 1.3); rows that are dated for later are active with their
/// version and valid by the store's own clock, so that nothing needs the hub on the day.
class MasterWriter {
 public:
  virtual ~MasterWriter() = default;
  virtual FeedState state() = 0;
  /// Keeps the page's rows unseen and moves the cursor to `page.to`; a page that is staged already changes nothing.
  virtual void stage(const wire::FeedPage& page) = 0;
  /// One transaction: everything staged is shown as `version`, if the digests of all data sets then equal `roots`;
  /// otherwise nothing changes and it says false.
  virtual bool activate(std::int64_t version, const wire::Roots& roots) = 0;
  /// Forgets what was staged and begins to load this snapshot.
  virtual void begin_snapshot(const wire::Manifest& manifest) = 0;
  virtual void stage_part(std::size_t index, const std::vector<wire::Change>& rows) = 0;
  /// The digests with everything staged, counted anew from the rows themselves: what was wrong in them is right
  /// afterwards. Empty while the first rows of a data set wait; a snapshot is quicker then.
  virtual std::optional<std::map<std::string, wire::DatasetDigest>> recount() = 0;
  /// Stages what differs here from the hub's rows of some buckets.
  virtual void mend(const wire::BucketRows& rows) = 0;
  /// As activate(), with the snapshot's rows in place of all others. False: the snapshot is forgotten.
  virtual bool activate_snapshot() = 0;
};
}  // namespace holdfast::edge
