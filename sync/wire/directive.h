#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "wire/fault.h"

namespace holdfast::wire {
/// What an operator of the hub orders a store to do (schema/sync.yaml, `Directive`). Its id makes it happen once,
/// however often it comes.
struct Directive {
  Uuid id;
  std::string kind;       ///< downsync, upsync, rebuild, drain, pause, resume, handOver; a later release may know more
  std::string direction;  ///< of pause and resume: up, down; empty: both
  std::string reason;
  std::string ordered_by;
  Instant ordered;
  std::string subject = {};  ///< of handOver: the voucher's id
  friend bool operator==(const Directive&, const Directive&) = default;
};
/// What became of one at the store, as its next report tells it.
struct DirectiveOutcome {
  Uuid id;
  std::string state;  ///< running, done, failed
  std::string detail;
  std::int64_t done = 0, total = 0;  ///< of a run
  friend bool operator==(const DirectiveOutcome&, const DirectiveOutcome&) = default;
};
constexpr std::size_t most_directives = 32;  ///< of one answer or report

/// The answer to a report: `{"directives": [...]}`.
std::string encode(const std::vector<Directive>& directives);
Decoded<std::vector<Directive>> decode_directives(std::string_view text);
/// The member `directives` of a report, an array.
std::string encode(const std::vector<DirectiveOutcome>& outcomes);
/// Of a whole report; none when it has no such member (a store of before that).
Decoded<std::vector<DirectiveOutcome>> decode_outcomes(std::string_view report);
}  // namespace holdfast::wire
