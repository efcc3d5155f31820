#pragma once
#include <functional>

#include "engine/book_rows.h"
#include "engine/feed_rows.h"
#include "engine/site_rows.h"

namespace holdfast::engine {
struct HubTransaction {
  SiteRows& sites;
  BookRows& books;
  FeedRows& feed;
};
/// Where a hub keeps what it knows. Hubs beside each other share one and keep nothing themselves.
class HubDatabase {
 public:
  virtual ~HubDatabase() = default;
  /// Runs `work` in one serialisable transaction that is durable when this returns. `work` may run again (PostgreSQL's
  /// 40001 and 40P01), so it assigns its results and never adds to them. An exception undoes all of it.
  virtual void write(const std::function<void(HubTransaction&)>& work) = 0;
};
}  // namespace holdfast::engine
