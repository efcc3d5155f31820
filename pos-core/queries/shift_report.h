#pragma once
#include <string>

#include "shifts/shift.h"
#include "site/site.h"

namespace holdfast::queries {
/// The shift's head. With blind close the expected cash stays hidden until it is counted.
void append_shift_json(std::string& out, const shifts::Shift& shift, const Site& site, int utc_offset_min);
/// X report while it is open, Z once closed: from the running totals alone, whatever was sold.
void append_report_json(std::string& out, db::Connection& connection, const shifts::Shift& shift, const Site& site, int utc_offset_min);
}  // namespace holdfast::queries
