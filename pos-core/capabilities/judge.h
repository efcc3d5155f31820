#pragma once
#include <optional>
#include <string>

#include "base/error.h"
#include "base/json_writer.h"
#include "capabilities/evaluate.h"

namespace holdfast::capabilities {
/// What is known of one act. Amounts in minor units of the store's currency, never negative.
struct Facts {
  std::optional<std::int64_t> amount = std::nullopt;
  std::int64_t used_total = 0;  ///< of earlier acts of this outage
  std::int64_t lease = 0;       ///< how much of it the hub lent ahead
  bool manager = false;         ///< the one who acts may approve, or somebody who may has approved
  int currency_digits = 2;
  std::optional<std::int64_t> terminal = std::nullopt;  ///< row of the card terminal that it goes through
};

/// What the matrix says to one act, with everything that a till needs to explain it.
struct Decision {
  std::size_t operation = 0;
  State state = State::allowed;
  Reason reason = Reason::none;
  Mode mode = Mode::online;
  Cause cause = Cause::answers;
  Dependency dependency = Dependency::none;  ///< what stands in the way
  std::optional<Uuid> terminal;              ///< the one that stands in the way, where it is one
  std::string terminal_name;
  Instant since;                 ///< of that mode
  std::optional<Instant> until;  ///< when it is tried again, if anybody knows
  std::optional<Limit> limit;    ///< that decided, in the store's currency
  std::optional<std::int64_t> limit_left;
  std::optional<std::int64_t> amount;
  std::int64_t covered = 0;  ///< of it, by what the hub lent ahead: no other limit counts that
  std::int64_t revision = 0;
  std::string policy_version;
};

/// A limit of the table (two decimals) in a currency of so many; what does not fit is rounded down.
std::int64_t in_currency(std::int64_t value, int digits);
/// Pure. A limited act within its limits is `limited`; one beyond them is `denied` with LIMIT_REACHED or
/// APPROVAL_NEEDED.
Decision judge(const Evaluation& evaluation, std::size_t operation, const Facts& facts = {});
/// The same at that terminal, or without one (Evaluation::by_hand), whatever the facts say of it.
Decision judge_at(const AtTerminal& terminal, const Evaluation& evaluation, std::size_t operation,
                  const Facts& facts = {});

/// Of a denied decision: the problem that goes to the till.
Error error_of(const Decision& decision, int utc_offset_min);
/// `{operation, state, mode, reason?, policyVersion, revision, amount?, limit?}` as it goes on a fact.
void append_fact(JsonWriter& json, const Decision& decision);
}  // namespace holdfast::capabilities
