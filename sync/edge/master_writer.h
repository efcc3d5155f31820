#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "wire/feed.h"

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
  /// As activate(), with the snapshot's rows in place of all others. False: the snapshot is forgotten.
  virtual bool activate_snapshot() = 0;
};
}  // namespace holdfast::edge
