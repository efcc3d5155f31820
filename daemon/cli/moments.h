#pragma once
#include <string>
#include <vector>

#include "base/instant.h"
#include "cli/operator_tools.h"
#include "log/read_log.h"

namespace holdfast::cli {
/// A day, an RFC 3339 time, or a span back from `now`: 90m, 12h, 7d. Throws Stop.
Instant parse_moment(const std::string& text, Instant now);
/// Of the file or the journal that is wished for. Throws Stop.
std::vector<log::Entry> read_entries(const Logs& wish, const log::Filter& filter);
}  // namespace holdfast::cli
