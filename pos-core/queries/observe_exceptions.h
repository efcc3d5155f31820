#pragma once
#include "db/connection.h"
#include "exceptions/exception.h"
#include "site/site.h"

namespace holdfast::queries {
/// What the file knows of what may be out of order; devices, disk and whether the hub is away are the daemon's to add.
/// Of each kind at most a hundred, the newest.
exceptions::Observed observe_exceptions(db::Connection& connection, const Site& site, Instant now);

/// What was said about an exception when it was like `mark`.
struct Seen {
  std::string exception, mark, by, note;
  Instant at;
};
std::vector<Seen> seen_exceptions(db::Connection& connection);
}  // namespace holdfast::queries
