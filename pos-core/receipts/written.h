#pragma once
#include <string>
#include <string_view>

#include "base/instant.h"
#include "money/money.h"
#include "money/quantity.h"
#include "receipts/language.h"

namespace holdfast::receipts {
// Figures as a reader of the language writes them (CLDR 44: en, fr, ar with Latin digits), by digits alone, without
// floating point. Blanks inside a figure do not break (U+00A0).

/// `1,234.50`, `1 234,50`: all decimals of the currency.
std::string write_amount(Money amount, const Locale& locale);
/// With the currency's sign, or its code where the sign is not its own: `€1,234.50`, `CHF 12.00`, `1 234,50 €`.
std::string write_price(Money amount, const Locale& locale);
/// Shortest: `3`, `0.482`, `0,482`.
std::string write_quantity(Quantity quantity, const Locale& locale);
/// Plain notation (`-1234.5`) with the language's signs; groups of three before the point.
std::string write_decimal(std::string_view plain, const Locale& locale);
/// Day and minute: `21 Nov 2026 11:00`, `21/11/2026 11:00`.
std::string write_time(Instant at, int offset_minutes, const Locale& locale);
/// The digits of the language in a text that is otherwise kept (receipt numbers keep theirs: they are looked up).
std::string write_digits(std::string_view text, const Locale& locale);
}  // namespace holdfast::receipts
