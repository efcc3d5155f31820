#pragma once
#include <string_view>

namespace holdfast {
/// Whether decimal digits end with their check digit (ISO/IEC 7812-1, annex B).
bool passes_luhn(std::string_view digits);
/// Whether a text holds what is most likely the number of a payment card: 14 to 19 digits by themselves (together, or
/// in groups as on a card with single blanks or hyphens between) of a card scheme's range and length (ISO/IEC 7812-1;
/// Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Maestro's 6 is too wide to tell), right by
/// Luhn. Codes of 13 digits are articles' (GTIN), 15 that begin with 35 are telephones' (IMEI).
bool holds_card_number(std::string_view text);
/// The same for a text that names articles, where trade item numbers of 14 digits (GTIN-14, GS1 General Specifications
/// 7.9: right by a check digit of their own) are left out. One in ten numbers of Diners' 14 digits is right by that
/// digit too, and passes here: not for free text.
bool holds_card_besides_gtins(std::string_view text);
}  // namespace holdfast
