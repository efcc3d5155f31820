#pragma once
#include <string>
#include <vector>

#include "db/connection.h"
#include "wire/directive.h"

namespace holdfast::replication {
/// `POST /sync/v1/sites/{id}/status`: how the store is and how far its log is ahead of `acked` (a number of the present
/// epoch), so that head office sees it before a long backlog is up; and what became of what the hub ordered.
std::string report_document(db::Connection& connection, std::string_view release, std::int64_t acked,
                            const std::vector<wire::DirectiveOutcome>& outcomes, Instant now);
}  // namespace holdfast::replication
