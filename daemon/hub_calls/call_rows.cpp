#include "hub_calls/call_rows.h"

#include <array>

#include "vault/keys_of.h"

namespace holdfast::hub_calls {
namespace {
constexpr std::array<std::string_view, 6> states{"asked", "queued", "giving_up", "answered", "refused", "not_done"};

CallState state_of(std::string_view name) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i] == name) return static_cast<CallState>(i);
  throw db::Failure{db::Cause::corrupt, 0, "a call in no known state"};
}
/// Who a customer is is sealed while the call waits, and forgotten once it has an outcome.
bool names_people(std::string_view operation) { return operation.starts_with("customer."); }
std::string place_of(const Uuid& id) { return "realtime_call.request/" + to_string(id); }

KeptCall read(db::Connection& connection, db::Statement& row) {
  KeptCall out;
  out.wish.id = row.uuid(0);
  out.wish.operation = row.string(1);
  out.wish.dependency = capabilities::parse_dependency(row.string(2)).value_or(capabilities::Dependency::hub);
  out.wish.request = names_people(out.wish.operation) ? vault::open(connection, row.string(3), place_of(out.wish.id))
                                                      : row.string(3);
  if (!row.is_null(4)) out.wish.undo = row.string(4);
  out.state = state_of(row.string(5));
  if (!row.is_null(6)) out.status = static_cast<int>(row.integer(6));
  if (!row.is_null(7)) out.answer = row.string(7);
  return out;
}
}  // namespace

std::string_view name_of(CallState state) { return states[static_cast<std::size_t>(state)]; }

void insert_call(db::Transaction& tx, const Wish& wish, CallState state, Instant now) {
  const std::string request = names_people(wish.operation)
                                  ? vault::keys_of(tx.connection()).seal(wish.request, place_of(wish.id))
                                  : wish.request;
  tx.prepare(
        "INSERT INTO realtime_call(id, operation, dependency, request, undo, state, asked_us) VALUES (?, ?, ?, ?, ?, "
        "?, ?) "
        "ON CONFLICT(id) DO NOTHING")
      .exec(wish.id, wish.operation, row_of(wish.dependency).name, request, wish.undo, name_of(state), now);
}

void set_state(db::Transaction& tx, const Uuid& id, CallState state, int status, const std::string& answer,
               Instant now) {
  const bool open = state == CallState::asked || state == CallState::queued || state == CallState::giving_up;
  const std::optional<Instant> done = open ? std::nullopt : std::optional{now};
  tx.prepare(
        "UPDATE realtime_call SET state = ?, status = ?, answer = ?, done_us = ?, attempts = attempts + 1 WHERE id = ?")
      .exec(name_of(state), status, answer, done, id);
  if (done) tx.prepare("UPDATE realtime_call SET request = '{}' WHERE id = ? AND operation LIKE 'customer.%'").exec(id);
}

std::optional<KeptCall> find_call(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(
      "SELECT id, operation, dependency, request, undo, state, status, answer FROM realtime_call WHERE id = ?");
  std::optional<KeptCall> found;
  if (row.all(id).step()) found = read(connection, row);
  row.reset();
  return found;
}

std::vector<KeptCall> open_calls(db::Connection& connection, int most) {
  db::Statement& rows = connection.prepare(
      "SELECT id, operation, dependency, request, undo, state, status, answer FROM realtime_call WHERE state IN "
      "('asked', "
      "'queued', 'giving_up') ORDER BY asked_us LIMIT ?");
  rows.all(most);
  std::vector<KeptCall> found;
  while (rows.step()) found.push_back(read(connection, rows));
  return found;
}

bool use_answer(db::Transaction& tx, const Uuid& id, Instant now) {
  tx.prepare("UPDATE realtime_call SET used_us = ? WHERE id = ? AND state IN ('asked', 'answered') AND used_us IS NULL")
      .exec(now, id);
  db::Statement& changed = tx.prepare("SELECT changes()");
  const bool used = changed.step() && changed.integer(0) == 1;
  changed.reset();
  return used;
}

int give_up_unused(db::Transaction& tx, Instant before, Instant now) {
  tx.prepare(
        "UPDATE realtime_call SET state = 'giving_up', done_us = NULL, asked_us = ? WHERE state = 'answered' AND undo "
        "IS "
        "NOT NULL AND used_us IS NULL AND done_us < ?")
      .exec(now, before);
  db::Statement& changed = tx.prepare("SELECT changes()");
  const int count = changed.step() ? static_cast<int>(changed.integer(0)) : 0;
  changed.reset();
  return count;
}
}  // namespace holdfast::hub_calls
