#pragma once
#include <string>
#include <vector>

#include "db/connection.h"

namespace holdfast::catalogue {
/// The categories of an article (its row) and all above them, by slug: what rules name.
std::vector<std::string> categories_of(db::Connection& connection, std::int64_t variant);
}  // namespace holdfast::catalogue
