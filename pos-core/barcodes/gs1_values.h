#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "barcodes/gs1_table.h"

namespace holdfast::barcodes {
/// The rules that the value of an application identifier has to obey, one field at a time.

bool in_charset(Charset charset, std::string_view text);
bool obeys(Rule rule, std::string_view text);
/// What to tell a person whose code breaks this rule: "the check digit is wrong".
std::string_view complaint(Rule rule);

/// Splits the value into the fields of its row and checks each. Empty when all is well, else what is wrong with it.
std::string_view fault_in_value(const AiRow& row, std::string_view value);

/// YYMMDD; with `month_allowed` the day may be 00. Century years that are no leap years do not occur in YY.
bool is_short_date(std::string_view text, bool month_allowed);
/// YYYYMMDD.
bool is_long_date(std::string_view text, bool month_allowed);
int days_in_month(int year, int month);

/// ISO 3166-1 and ISO 4217, by number or letters.
bool is_country_number(std::string_view digits);
bool is_country_code(std::string_view letters);
bool is_currency_number(std::string_view digits);

/// North American coupon code (AI 8110) and positive offer file (AI 8112).
bool is_coupon(std::string_view text);
bool is_positive_offer(std::string_view text);
}  // namespace holdfast::barcodes
