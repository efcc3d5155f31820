#pragma once
#include <string>
#include <string_view>

namespace holdfast {
/// A text between tags or in a quoted attribute of XML or HTML: `&`, `<`, `>` and `"` as entities; control characters
/// that XML 1.0 has no place for (section 2.2) are left out.
std::string escape_markup(std::string_view text);
}  // namespace holdfast
