#pragma once
#include <functional>
#include <optional>
#include <string>

#include "daybook/journal_keys.h"
#include "db/connection.h"
#include "site/site.h"

namespace holdfast::queries {
struct JournalWish {
  std::optional<std::string> from,
      to;  ///< business dates of seals, inclusive; none: from the beginning, to the present
};
struct JournalCounts {
  std::int64_t lines = 0, records = 0, seals = 0;
};
/// Writes the journal as fiscal/journal_file.h describes it, line by line with its line feed; `signer` signs the end.
/// With `to` it ends at that day's seal; else what is not sealed yet follows the last. One snapshot. Refuses not_found
/// when there is no seal in that time but there are some.
Result<JournalCounts> export_journal(db::Connection& connection, const Site& site, const JournalWish& wish,
                                     const daybook::Signer& signer, Instant now,
                                     const std::function<void(std::string_view)>& write);
}  // namespace holdfast::queries
