#pragma once
#include <optional>
#include <string>

#include "queries/show_replication.h"

namespace holdfast::queries {
/// What could not be taken over, as JSON: upward the event as it is in the log, downward the row as the hub sent it.
/// None when it is not here (any more): a withheld event, a row that was replaced.
std::optional<std::string> dead_letter_document(db::Connection& connection, const DeadLetterRow& letter);
}  // namespace holdfast::queries
