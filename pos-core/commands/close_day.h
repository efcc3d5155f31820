#pragma once
#include <optional>
#include <string>

#include "commands/context.h"
#include "daybook/seal_rows.h"

namespace holdfast::commands {
struct CloseDay {
  std::optional<std::string> business_date;  ///< YYYY-MM-DD; none: today's
  bool name_open_shifts = false;             ///< false: an open shift refuses; true: the seal names it, with its cash
};
/// Seals everything since the last seal: one signed document, an event, an entry of the audit trail. Refuses
/// shift_open; conflict for a day before the last sealed one, for a day that is sealed and nothing came since (so that
/// asking again seals once), and while a receipt waits for a decision about its fiscal unit. Takes `reports`.
Result<daybook::StoredSeal> close_day(db::Transaction& tx, const CloseDay& command, Context& context);

/// Signs where every register stands, if one moved since the last signature; a job between sales. Heads before the last
/// seal are let go of: the seal says more.
void sign_heads(db::Transaction& tx, Context& context);

/// The next key, endorsed by the present one. Takes device_admin.
Result<daybook::JournalKey> rotate_journal_key(db::Transaction& tx, Context& context);
}  // namespace holdfast::commands
