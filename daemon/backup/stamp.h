#pragma once
#include <string>

#include "base/instant.h"

namespace holdfast::backup {
/// ISO 8601's basic form in UTC, as names of files and S3's signatures want it: `20261121T023000Z`.
std::string stamp(Instant at);
}  // namespace holdfast::backup
