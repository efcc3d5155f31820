#pragma once
#include <string>
#include <string_view>

#include "receipts/receipt.h"

namespace holdfast::print {
/// A page by itself: no script, nothing loaded, its one style sheet named by hash in html_policy(). Codes are drawn as
/// vectors, the logo is inside.
std::string to_html(const receipts::Receipt& receipt, std::string_view logo_png);
/// The Content-Security-Policy that such a page can be served under.
const std::string& html_policy();
}  // namespace holdfast::print
