#pragma once
#include "commands/context.h"
#include "layouts/layout_rows.h"

namespace holdfast::commands {
struct PutLayout {
  layouts::Layout layout;                ///< references are looked up: invalid_argument for what is not there
  std::optional<std::int64_t> if_match;  ///< the version it was made from, 0 for none; refuses stale_version
};
/// Rooms, tables and tares alone: the pages stay as they are, made from the categories where nobody has made any.
struct PutPlan {
  layouts::Layout plan;
  std::optional<std::int64_t> if_match;
};
Result<layouts::Stored> put_plan(db::Transaction& tx, const PutPlan& command, Context& context);
/// Stores the next version of what the till shows to tap on. Takes catalogue_edit.
Result<layouts::Stored> put_layout(db::Transaction& tx, const PutLayout& command, Context& context);
}  // namespace holdfast::commands
