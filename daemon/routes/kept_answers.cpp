#include "routes/kept_answers.h"

namespace holdfast::routes {
namespace {
std::string name_of(const store::Call& call) {
  return std::to_string(call.actor ? call.actor->terminal_id : 0) + " " + call.idempotency_key;
}
}  // namespace

std::optional<Result<store::Answer>> KeptAnswers::find(const store::Call& call) const {
  if (call.idempotency_key.empty()) return std::nullopt;
  const auto kept = answers_.find(name_of(call));
  if (kept == answers_.end()) return std::nullopt;
  if (kept->second.request != call.request_sha)
    return refuse(ErrorCode::key_reused, "this Idempotency-Key came with another request before");
  store::Answer again = kept->second.answer;
  again.headers.emplace_back("Idempotency-Replayed", "true");
  return again;
}

void KeptAnswers::keep(const store::Call& call, const store::Answer& answer) {
  if (call.idempotency_key.empty()) return;
  std::string name = name_of(call);
  if (!answers_.emplace(name, Kept{call.request_sha, answer}).second) return;
  oldest_first_.push_back(std::move(name));
  if (oldest_first_.size() <= most) return;
  answers_.erase(oldest_first_.front());
  oldest_first_.pop_front();
}
}  // namespace holdfast::routes
