#include "commands/upsync_budget.h"

#include <algorithm>

namespace holdfast::commands {
UpsyncBudget upsync_budget(db::Connection& connection) {
  db::Statement& row = connection.prepare(
      "SELECT bytes_per_second, hub_bytes_per_second FROM replication_switch WHERE direction = 'up'");
  UpsyncBudget out;
  if (row.step()) out = {row.maybe_integer(0), row.maybe_integer(1)};
  row.reset();
  return out;
}

std::int64_t in_force(const UpsyncBudget& budget, std::int64_t configured) {
  if (!budget.store && !budget.hub) return configured;
  return std::min(budget.store.value_or(UpsyncBudget::most), budget.hub.value_or(UpsyncBudget::most));
}

Result<void> limit_upsync(db::Transaction& tx, SwitchOwner owner, std::optional<std::int64_t> bytes_per_second,
                          Context& context) {
  if (bytes_per_second && (*bytes_per_second < UpsyncBudget::least || *bytes_per_second > UpsyncBudget::most))
    return refuse(ErrorCode::invalid_argument, "a budget is 1024 to 1000000000 bytes a second",
                  {{"/bytesPerSecond", "is 1024 to 1000000000"}});
  const bool hub = owner == SwitchOwner::hub;
  const UpsyncBudget before = upsync_budget(tx.connection());
  if ((hub ? before.hub : before.store) == bytes_per_second) return {};
  db::Statement& row = hub ? tx.prepare("UPDATE replication_switch SET hub_bytes_per_second = ? WHERE direction = 'up'")
                           : tx.prepare("UPDATE replication_switch SET bytes_per_second = ? WHERE direction = 'up'");
  row.exec(bytes_per_second);
  const std::string_view name = hub ? "hub" : "store";
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("owner", name);
  json.nullable("bytesPerSecond", bytes_per_second).end_object();
  audit(tx, context, "replication.budget", "up", detail);
  std::string members;
  JsonWriter{members}.member("direction", "up").member("owner", name);
  tell_replication(tx, context, "budget", members);
  return {};
}
}  // namespace holdfast::commands
