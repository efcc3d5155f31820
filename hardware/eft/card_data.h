#pragma once
#include <string>
#include <string_view>

/// Card data ends in this folder: what leaves it is a brand and at most the last four digits (hardware reference 0.8).
namespace holdfast::eft {
/// The text with every run of 13 to 19 digits that could be a card number (starts with 2 to 6, passes Luhn) starred but
/// for its last four. Groups of digits between single blanks or hyphens are one run, and any row of whole groups in it
/// may be the number; so may any part of a group of 20 digits and more.
std::string scrub_card_numbers(std::string_view text);
/// The last four characters when they are digits, of a masked or unmasked number with or without blanks; else empty.
std::string last_four(std::string_view number);
}  // namespace holdfast::eft
