#pragma once
#include <string_view>

namespace holdfast::panel {
/// The page of the virtual devices, by itself.
std::string_view page();
}  // namespace holdfast::panel
