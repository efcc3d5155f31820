#pragma once
#include <string>

#include "base/id.h"

namespace holdfast::receipts {
/// The site's receipt link for one receipt: `{receipt}` and `{order}` stand for its number and its order's id. Empty
/// when the site has none.
std::string receipt_link(std::string pattern, const std::string& number, const Uuid& order);
}  // namespace holdfast::receipts
