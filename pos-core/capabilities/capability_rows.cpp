#include "capabilities/capability_rows.h"

namespace holdfast::capabilities {
std::string changes_between(const Evaluation& now, const Evaluation* before) {
  const auto table = operations();
  std::string text;
  JsonWriter json{text};
  json.begin_object();
  const auto differs = [](const Standing& standing, const Standing* earlier) {
    return earlier != nullptr ? earlier->state != standing.state || earlier->reason != standing.reason
                              : standing.state != State::allowed;
  };
  const auto tell = [&](std::string_view name, const Standing& standing) {
    json.key(name).begin_array().value(name_of(standing.state)).value(name_of(standing.reason)).end_array();
  };
  for (std::size_t i = 0; i < table.size(); ++i)
    if (differs(now.operations[i], before != nullptr ? &before->operations[i] : nullptr))
      tell(table[i].name, now.operations[i]);
  for (const AtTerminal& at : now.terminals) {
    const AtTerminal* earlier = before != nullptr ? before->find_terminal(at.terminal.row) : nullptr;
    for (std::size_t i = 0; i < at.operations.size(); ++i)
      if (differs(at.operations[i], earlier != nullptr ? &earlier->operations[i] : nullptr))
        tell(std::string{table[terminal_operations()[i]].name} + "@" + to_string(at.terminal.device), at.operations[i]);
  }
  json.end_object();
  return text;
}

void insert_result(db::Transaction& tx, const Evaluation& now, const Evaluation* before) {
  tx.prepare(
        "INSERT INTO capability_result(revision, at_us, mode, cause, since_us, policy_version, changes) VALUES (?, ?, "
        "?, ?, ?, ?, ?)")
      .exec(now.revision, now.at, name_of(now.mode), name_of(now.cause), now.since, now.policy_version,
            changes_between(now, before));
}

std::int64_t last_revision(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT coalesce(max(revision), 0) FROM capability_result");
  const std::int64_t last = row.step() ? row.integer(0) : 0;
  row.reset();
  return last;
}

std::vector<PastResult> list_results(db::Connection& connection, std::int64_t before, int limit) {
  db::Statement& rows = connection.prepare(
      "SELECT revision, at_us, since_us, mode, cause, policy_version, changes FROM capability_result WHERE ?1 = 0 OR "
      "revision < ?1 "
      "ORDER BY revision DESC LIMIT ?2");
  rows.all(before, limit);
  std::vector<PastResult> out;
  while (rows.step())
    out.push_back({rows.integer(0), rows.instant(1), rows.instant(2), rows.string(3), rows.string(4), rows.string(5),
                   rows.string(6)});
  return out;
}

void insert_decision(db::Transaction& tx, const Decision& decision, std::int64_t staff_row,
                     std::string_view correlation_id, Instant now) {
  // What was lent ahead is no risk of the store's: the total of an outage does not count it.
  const auto at_risk = decision.amount ? std::optional{*decision.amount - decision.covered} : std::nullopt;
  tx.prepare(
        "INSERT INTO capability_decision(at_us, operation, state, reason, mode, revision, policy_version, amount, "
        "staff_id, correlation_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(now, operations()[decision.operation].name, name_of(decision.state), name_of(decision.reason),
            name_of(decision.mode), decision.revision, decision.policy_version, at_risk,
            staff_row != 0 ? std::optional{staff_row} : std::nullopt, correlation_id);
}

std::int64_t used_since(db::Connection& connection, std::size_t operation, Instant since) {
  db::Statement& row =
      connection.prepare("SELECT coalesce(sum(amount), 0) FROM capability_decision WHERE operation = ? AND at_us >= ?");
  const std::int64_t used = row.all(operations()[operation].name, since).step() ? row.integer(0) : 0;
  row.reset();
  return used;
}

std::optional<AsOf> load_as_of(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT masters_us, staff_us FROM capability_as_of");
  std::optional<AsOf> found;
  if (row.step()) found = AsOf{row.instant(0), row.instant(1)};
  row.reset();
  return found;
}
void save_as_of(db::Transaction& tx, const AsOf& as_of) {
  tx.prepare(
        "INSERT INTO capability_as_of(id, masters_us, staff_us) VALUES (1, ?1, ?2) "
        "ON CONFLICT(id) DO UPDATE SET masters_us = ?1, staff_us = ?2")
      .exec(as_of.masters, as_of.staff);
}

bool is_confirmed(db::Connection& connection, std::string_view business_date) {
  db::Statement& row = connection.prepare("SELECT 1 FROM capability_confirmation WHERE business_date = ?");
  const bool found = row.all(business_date).step();
  row.reset();
  return found;
}

void confirm(db::Transaction& tx, std::string_view business_date, std::int64_t staff_row, Instant now) {
  tx.prepare(
        "INSERT INTO capability_confirmation(business_date, staff_id, at_us) VALUES (?, ?, ?) ON "
        "CONFLICT(business_date) DO NOTHING")
      .exec(business_date, staff_row, now);
}
}  // namespace holdfast::capabilities
