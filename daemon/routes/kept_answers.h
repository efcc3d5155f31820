#pragma once
#include <deque>
#include <map>
#include <optional>
#include <string>

#include "store/answer.h"
#include "store/call.h"

namespace holdfast::routes {
/// First answers, by Idempotency-Key, of what is asked of devices here and now: as lasting as what they speak of, so in
/// memory, and the oldest go first. Commands have theirs in the file (store/idempotency). I/O thread.
class KeptAnswers {
 public:
  static constexpr std::size_t most = 2'000;
  /// The first answer to this terminal's key, marked as a replay; key_reused when the key named another request.
  std::optional<Result<store::Answer>> find(const store::Call& call) const;
  void keep(const store::Call& call, const store::Answer& answer);

 private:
  struct Kept {
    Sha256 request;
    store::Answer answer;
  };
  std::map<std::string, Kept> answers_;
  std::deque<std::string> oldest_first_;
};
}  // namespace holdfast::routes
