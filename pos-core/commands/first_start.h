#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "commands/context.h"

namespace holdfast::commands {
/// What the first start still asks for: `catalogue`, `printer`, `hub`, `till`, `backup`, in that order.
struct FirstStartStep {
  std::string step;
  std::string state;  ///< open | done | skipped
};
/// None in a store that was made without the wizard.
std::vector<FirstStartStep> first_start(db::Connection& connection);
/// All steps are open from now on.
void open_first_start(db::Transaction& tx, Instant now);
/// Refuses not_found where there is no such step. Takes device_admin.
Result<> put_first_start_step(db::Transaction& tx, const FirstStartStep& command, Context& context);
}  // namespace holdfast::commands
