#pragma once
#include <string>
#include <string_view>

namespace holdfast::panel {
/// The page of the virtual devices, by itself: it asks GET /devices what there is.
std::string page();
std::string_view page_style();
std::string_view page_script();
}  // namespace holdfast::panel
