#pragma once
#include "db/transaction.h"
#include "layouts/layout.h"

namespace holdfast::layouts {
struct Stored {
  std::int64_t version = 0;
  Layout layout;
  Instant at;
};
/// The newest, or the version that is asked for; nothing when there is none.
std::optional<Stored> find(db::Connection& connection, std::optional<std::int64_t> version = std::nullopt);
/// 0 when nobody has made a layout yet.
std::int64_t newest_version(db::Connection& connection);
void insert(db::Transaction& tx, std::int64_t version, const Layout& layout, std::int64_t staff_row, Instant now);
}  // namespace holdfast::layouts
