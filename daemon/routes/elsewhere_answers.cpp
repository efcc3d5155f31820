#include "routes/elsewhere_answers.h"

#include <array>

#include "capabilities/judge.h"

namespace holdfast::routes {
namespace {
constexpr std::array<ErrorCode, 9> refusals{
    ErrorCode::not_found,  ErrorCode::nothing_left_to_return, ErrorCode::conflict,   ErrorCode::insufficient_balance,
    ErrorCode::key_reused, ErrorCode::limit_exceeded,         ErrorCode::policy_off, ErrorCode::tender_refused,
    ErrorCode::duplicate};

/// The hub speaks by the same taxonomy.
std::optional<Error> refusal_of(const std::string& body) {
  const auto problem = parse_json(body);
  const Json* type = problem ? problem->find("type") : nullptr;
  const Json* detail = problem ? problem->find("detail") : nullptr;
  if (type == nullptr || !type->is_string()) return std::nullopt;
  Error error{ErrorCode::conflict, detail != nullptr && detail->is_string() ? detail->text() : std::string{}, {}};
  for (const ErrorCode code : refusals)
    if (taxonomy(code).type == type->text()) error.code = code;
  return error;
}
}  // namespace

Error error_of(const hub_calls::Heard& heard, std::string_view operation, const store::Store& store) {
  if (heard.outcome == hub_calls::Heard::Outcome::refused)
    if (auto refused = refusal_of(heard.body)) return *std::move(refused);
  const capabilities::Evaluation& matrix = *store.capabilities();
  const std::size_t index = capabilities::operation_index(operation);
  capabilities::Decision decision = capabilities::judge(matrix, index, {.manager = true});
  decision.state = capabilities::State::denied;
  decision.reason = heard.outcome == hub_calls::Heard::Outcome::circuit_open ? capabilities::Reason::circuit_open
                                                                             : capabilities::Reason::dependency_down;
  decision.dependency = capabilities::operations()[index].needs;
  const capabilities::Health& health = matrix.health[static_cast<std::size_t>(decision.dependency)];
  decision.mode = health.configured ? health.mode : matrix.mode;
  decision.since = health.since;
  decision.until = health.until;
  return capabilities::error_of(decision, store.view()->utc_offset_min(store.now()));
}
}  // namespace holdfast::routes
