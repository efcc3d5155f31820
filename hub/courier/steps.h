#pragma once
#include <functional>
#include <string>
#include <vector>

#include "connectors/credentials.h"
#include "connectors/document.h"
#include "courier/caller.h"

namespace holdfast::courier {
/// What a connector's program asked for in the end.
struct StepsResult {
  webhooks::Attempt attempt;
  std::vector<Json> commands;  ///< `publish`, `signal` (commands.h)
  std::optional<Json> state;   ///< of a pull, for its next turn
  int status = 0;              ///< of the last call
  std::int64_t duration_us = 0;
  std::string request, response;  ///< the last call, without credentials
  std::string detail;             ///< what came of it, for people
};
struct Steps {
  const connectors::Document& document;
  const std::string& program;
  /// Members of the program's input besides `config` and `answers`, as JSON text: `"event":{…},"now":"…"`.
  std::string given;
  std::string idempotency_key;  ///< a call's own is this with its number
  connectors::Credentials& credentials;
  std::function<Result<std::string>(const std::string& program, const std::string& input)> jq;
  Caller& caller;
  std::function<bool()> go_on;  ///< asked before each call; false: somebody else delivers by now
};
/// Runs the program once for each answer until it says `done`, `skip`, `later` or `refuse` instead of a `call`. Each
/// time it sees all answers so far, so it needs no memory, and after a crash it finds what it did by looking.
StepsResult run_steps(Steps& steps);
/// `a[b][0]=c` of nested objects and lists, percent-encoded.
std::string form_encoded(const Json& value);
/// At most `most` bytes, on a whole character.
std::string excerpt(std::string_view text, std::size_t most = 1500);
}  // namespace holdfast::courier
