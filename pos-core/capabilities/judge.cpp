#include "capabilities/judge.h"

#include <algorithm>

namespace holdfast::capabilities {
namespace {
constexpr int table_digits = 2;

void deny(Decision& decision, Reason reason, std::optional<Limit> limit, std::optional<std::int64_t> left) {
  decision.state = State::denied;
  decision.reason = reason;
  decision.limit = limit;
  decision.limit_left = left;
}

void apply_limit(Decision& decision, const Limit& given, const Facts& facts) {
  const Limit limit{given.kind, is_money(given.kind) ? in_currency(given.value, facts.currency_digits) : given.value};
  const std::int64_t amount = facts.amount.value_or(0) - decision.covered;
  switch (limit.kind) {
    case LimitKind::amount:
      if (amount > limit.value) return deny(decision, Reason::limit_reached, limit, limit.value);
      break;
    case LimitKind::total: {
      const std::int64_t left = std::max<std::int64_t>(0, limit.value - facts.used_total);
      if (amount > left) return deny(decision, Reason::limit_reached, limit, left);
      decision.limit_left = left - amount;
      break;
    }
    case LimitKind::manager_above:
      if (amount > limit.value && !facts.manager) return deny(decision, Reason::approval_needed, limit, limit.value);
      break;
    case LimitKind::approval:
      if (!facts.manager) return deny(decision, Reason::approval_needed, limit, std::nullopt);
      break;
    case LimitKind::offline_policy:
    case LimitKind::local_only:
    case LimitKind::credit_limit:
    case LimitKind::lease:
      return;  // kept by those who know: cards, rows, accounts
  }
  if (!decision.limit) decision.limit = limit;
}

/// What was lent ahead goes first. True when that is all, or when nothing but that may go.
bool lease_decides(Decision& decision, const Standing& standing, const Facts& facts) {
  const auto lends = [](const Limit& limit) { return limit.kind == LimitKind::lease; };
  if (std::none_of(standing.limits.begin(), standing.limits.end(), lends)) return false;
  const std::int64_t amount = facts.amount.value_or(0);
  const Limit lease{LimitKind::lease, facts.lease};
  decision.covered = std::min(amount, facts.lease);
  if (decision.covered == amount && facts.lease > 0) {
    decision.limit = lease;
    decision.limit_left = facts.lease - amount;
    return true;
  }
  if (!std::all_of(standing.limits.begin(), standing.limits.end(), lends)) return false;
  if (facts.amount) deny(decision, Reason::limit_reached, lease, facts.lease);
  return true;
}

Dependency in_the_way(const Operation& operation, const Standing& standing, const Evaluation& evaluation) {
  if (operation.needs == Dependency::none) return Dependency::hub;
  const bool hub_away = evaluation.mode == Mode::edge && row_of(operation.needs).via_hub;
  return hub_away && standing.reason == Reason::wan_down ? Dependency::hub : operation.needs;
}

/// `terminal`: null where it is all the same through which of them it goes.
Decision decide(const Evaluation& evaluation, std::size_t operation, const AtTerminal* terminal, const Facts& facts) {
  const Operation& row = operations()[operation];
  const Standing& standing = evaluation.standing(operation, terminal);
  Decision decision;
  decision.operation = operation;
  decision.state = standing.state;
  decision.reason = standing.reason;
  decision.mode = standing.mode;
  decision.amount = facts.amount;
  decision.revision = evaluation.revision;
  decision.policy_version = evaluation.policy_version;
  if (standing.state == State::allowed) return decision;
  decision.dependency = in_the_way(row, standing, evaluation);
  const bool at_it = terminal != nullptr && decision.dependency == Dependency::card_host;
  if (at_it && terminal->terminal.row != 0) {
    decision.terminal = terminal->terminal.device;
    decision.terminal_name = terminal->terminal.name;
  }
  const Health& health =
      at_it ? terminal->terminal.health : evaluation.health[static_cast<std::size_t>(decision.dependency)];
  decision.cause = health.breaker == Breaker::open ? Cause::breaker : health.cause;
  decision.since = health.since;
  decision.until = health.until;
  if (standing.state == State::denied) return decision;
  if (standing.manager_confirms && !facts.manager) {
    decision.state = State::denied;  // for this person; the reason stays what it was
    return decision;
  }
  if (lease_decides(decision, standing, facts)) return decision;
  for (const Limit& limit : standing.limits)
    if (decision.state != State::denied) apply_limit(decision, limit, facts);
  return decision;
}

std::string clock_time(Instant at, int utc_offset_min) { return to_rfc3339(at, utc_offset_min).substr(11, 5); }

ErrorCode code_of(Reason reason) {
  switch (reason) {
    case Reason::circuit_open:
      return ErrorCode::circuit_open;
    case Reason::limit_reached:
      return ErrorCode::limit_exceeded;
    case Reason::approval_needed:
    case Reason::data_too_old:
    case Reason::clock_untrusted:
      return ErrorCode::approval_required;
    case Reason::policy_off:
    case Reason::not_configured:
    case Reason::offline_rules:
      return ErrorCode::policy_off;
    case Reason::disk_reserve:
      return ErrorCode::storage_full;
    case Reason::none:
    case Reason::wan_down:
    case Reason::dependency_down:
    case Reason::slow:
    case Reason::draining:
      return ErrorCode::not_available_now;
  }
  return ErrorCode::not_available_now;
}

std::string title_of(const Decision& decision) {
  const std::string title{row_of(decision.dependency).title};
  return decision.terminal_name.empty() ? title : title + " " + decision.terminal_name;
}

std::string words_of(const Decision& decision, const Operation& operation, int utc_offset_min) {
  const std::string title{operation.title};
  switch (decision.reason) {
    case Reason::limit_reached:
      return title + ": at most " + std::to_string(decision.limit->value) + " just now, " +
             std::to_string(decision.limit_left.value_or(0)) + " left.";
    case Reason::approval_needed:
      return title + ": a manager has to approve it just now.";
    case Reason::data_too_old:
      return title + ": what the hub sent is too old; a manager has to confirm it once a day.";
    case Reason::clock_untrusted:
      return title +
             ": the clock cannot be trusted, so nobody knows how old prices are; a manager has to confirm it once a "
             "day.";
    case Reason::policy_off:
      return title + " is switched off by this store's policy.";
    case Reason::not_configured:
      return title + " needs " + std::string{row_of(decision.dependency).title} + ", and this store has no hub.";
    case Reason::offline_rules:
      return title + " is not possible here.";
    case Reason::disk_reserve:
      return title + ": the disk is nearly full; what is left is for sales.";
    case Reason::circuit_open:
      return title + " needs " + title_of(decision) + ", which failed too often; it is tried again soon.";
    case Reason::none:
    case Reason::wan_down:
    case Reason::dependency_down:
    case Reason::slow:
    case Reason::draining:
      break;
  }
  return title + " needs " + title_of(decision) + ", away since " + clock_time(decision.since, utc_offset_min) + ".";
}
}  // namespace

std::int64_t in_currency(std::int64_t value, int digits) {
  for (int i = table_digits; i < digits; ++i) value *= 10;
  for (int i = digits; i < table_digits; ++i) value /= 10;
  return value;
}

Decision judge(const Evaluation& evaluation, std::size_t operation, const Facts& facts) {
  return decide(evaluation, operation, facts.terminal ? evaluation.find_terminal(*facts.terminal) : nullptr, facts);
}
Decision judge_at(const AtTerminal& terminal, const Evaluation& evaluation, std::size_t operation, const Facts& facts) {
  return decide(evaluation, operation, &terminal, facts);
}

Error error_of(const Decision& decision, int utc_offset_min) {
  const Operation& row = operations()[decision.operation];
  Error error{code_of(decision.reason), words_of(decision, row, utc_offset_min), {}};
  const std::string_view instead = sentence_of(row.instead);
  if (!instead.empty()) error.detail.append(" ").append(instead);
  JsonWriter json{error.more};
  json.member("operation", row.name).member("reason", name_of(decision.reason)).member("mode", name_of(decision.mode));
  json.member("cause", name_of(decision.cause));
  json.key("dependency");
  if (decision.dependency == Dependency::none)
    json.null();
  else
    json.value(row_of(decision.dependency).name);
  if (decision.terminal)
    json.key("terminal")
        .begin_object()
        .member("id", *decision.terminal)
        .member("name", decision.terminal_name)
        .end_object();
  json.key("since").time(decision.since, utc_offset_min);
  if (decision.until) json.key("until").time(*decision.until, utc_offset_min);
  if (decision.limit) {
    json.key("limit")
        .begin_object()
        .member("kind", name_of(decision.limit->kind))
        .member("value", decision.limit->value);
    json.optional("left", decision.limit_left).end_object();
  }
  json.member("instead", row.instead);
  return error;
}

void append_fact(JsonWriter& json, const Decision& decision) {
  json.begin_object()
      .member("operation", operations()[decision.operation].name)
      .member("state", name_of(decision.state));
  json.member("mode", name_of(decision.mode)).member("reason", name_of(decision.reason));
  json.member("policyVersion", decision.policy_version).member("revision", decision.revision);
  json.optional("amount", decision.amount);
  if (decision.limit)
    json.key("limit")
        .begin_object()
        .member("kind", name_of(decision.limit->kind))
        .member("value", decision.limit->value)
        .end_object();
  json.end_object();
}
}  // namespace holdfast::capabilities
