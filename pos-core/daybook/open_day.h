#pragma once
#include "daybook/seal_rows.h"
#include "site/site.h"

namespace holdfast::daybook {
/// Everything since the last seal as the next one would say it, but for its number, its time and its key.
struct OpenDay {
  fiscal::Seal draft;
  std::vector<Place> places;         ///< where the registers stand now
  std::vector<std::int64_t> shifts;  ///< rows of those that closed
};
/// Reads every record since the last seal: some microseconds a record.
OpenDay load_open_day(db::Connection& connection, const Site& site);
}  // namespace holdfast::daybook
