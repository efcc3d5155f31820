#pragma once
#include <string>

#include "base/json_writer.h"
#include "daybook/fiscal_rows.h"

namespace holdfast::queries {
/// {profile, onFailure, cashBox, rates, unit, boxes}: how the fiscal unit stands; no key is shown.
std::string show_fiscal(db::Connection& connection, int utc_offset_min);
void append_fiscal_receipt(JsonWriter& json, const daybook::FiscalReceipt& receipt, int utc_offset_min);
/// The regulation's data collection protocol of one register (RKSV annex section 3): groups of compact receipts, one a
/// certificate. Certificates are empty: this unit has a key, no certificate of a trust service.
std::string dep7(db::Connection& connection, std::int64_t register_row);
}  // namespace holdfast::queries
