#include "commands/first_start.h"

#include <array>

namespace holdfast::commands {
namespace {
constexpr std::array<std::string_view, 5> steps{"catalogue", "printer", "hub", "till", "backup"};
}

std::vector<FirstStartStep> first_start(db::Connection& connection) {
  std::vector<FirstStartStep> found;
  for (const std::string_view step : steps) {
    db::Statement& row = connection.prepare("SELECT state FROM first_start_step WHERE step = ?");
    if (row.all(step).step()) found.push_back({std::string{step}, row.string(0)});
    row.reset();
  }
  return found;
}

void open_first_start(db::Transaction& tx, Instant now) {
  for (const std::string_view step : steps)
    tx.prepare("INSERT OR IGNORE INTO first_start_step(step, state, changed_us) VALUES (?, 'open', ?)").exec(step, now);
}

Result<> put_first_start_step(db::Transaction& tx, const FirstStartStep& command, Context& context) {
  TRY(require(tx, context, Permission::device_admin));
  tx.prepare("UPDATE first_start_step SET state = ?, changed_us = ? WHERE step = ?")
      .exec(command.state, context.now, command.step);
  for (const FirstStartStep& known : first_start(tx.connection()))
    if (known.step == command.step) return {};
  return refuse(ErrorCode::not_found, "the first start has no step " + command.step);
}
}  // namespace holdfast::commands
