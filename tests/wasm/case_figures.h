#pragma once
#include <string>
#include <string_view>

namespace holdfast::wasm {
/// What the engine makes of one reference case (shared/cases), every figure exact: one text, the same in every build.
/// Whether the figures are those the case expects is for tests/reference to say. An order comes as a price request with
/// `kind`.
std::string case_figures(std::string_view text);
}  // namespace holdfast::wasm
