#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.h"
#include "hub_calls/hub_calls.h"

/// Rows of `realtime_call`.
namespace holdfast::hub_calls {
enum class CallState { asked, queued, giving_up, answered, refused, not_done };
std::string_view name_of(CallState state);
struct KeptCall {
  Wish wish;
  CallState state = CallState::asked;
  int status = 0;
  std::string answer;
};
/// The same id again changes nothing.
void insert_call(db::Transaction& tx, const Wish& wish, CallState state, Instant now);
void set_state(db::Transaction& tx, const Uuid& id, CallState state, int status, const std::string& answer,
               Instant now);
std::optional<KeptCall> find_call(db::Connection& connection, const Uuid& id);
/// Without an outcome, oldest first.
std::vector<KeptCall> open_calls(db::Connection& connection, int most);
/// Something lasting came of the answer: it is not taken back any more. False when that was too late or there is none.
bool use_answer(db::Transaction& tx, const Uuid& id, Instant now);
/// Answers from before that nobody used: they are given up. How many.
int give_up_unused(db::Transaction& tx, Instant before, Instant now);
}  // namespace holdfast::hub_calls
