#pragma once
#include "cli/backend.h"

namespace holdfast::cli {
/// The import over HTTP for a daemon that runs: the rows are checked here as everywhere and sent in slices.
commands::ImportReport import_articles(Backend& backend, std::string_view text, ImportMode mode,
                                       const std::function<void(std::int64_t)>& seen);
/// A file that starts with a bracket.
bool is_json(std::string_view text);
/// For stores that make their own files: a rejected row is a Stop.
void import_or_stop(Backend& backend, std::string_view csv);
}  // namespace holdfast::cli
