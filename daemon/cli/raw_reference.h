#pragma once
#include <cstdint>
#include <filesystem>

namespace holdfast::cli {
/// What SQLite alone can do on this disk this minute, for a ratio that survives a noisy machine: the rows a durable
/// sale of five lines needs (order, lines, tax, payment, stock moves and levels, three events), prepared statements,
/// WAL, synchronous=FULL, `group` sales per commit. No HTTP, no JSON, no rules.
struct RawFigures {
  std::int64_t sales = 0;
  std::int64_t sales_per_second = 0;
  std::int64_t commit_p50_us = 0, commit_p99_us = 0;
};
/// Makes and removes a database of its own in `folder`. Throws std::runtime_error when SQLite fails.
RawFigures raw_reference(const std::filesystem::path& folder, int group, int milliseconds);
}  // namespace holdfast::cli
