#pragma once
#include <string>
#include <string_view>

namespace holdfast::log {
/// Masks what must never be logged, wherever it stands in free text: bearer tokens (`Bearer …`, `token=…`) and digit
/// runs that could be a card number: 13 to 19 digits (single spaces or hyphens between), starting 2 to 6, right by
/// Luhn. Of those the last four digits stay.
std::string scrub(std::string_view text);
}  // namespace holdfast::log
