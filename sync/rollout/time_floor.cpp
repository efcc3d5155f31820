#include "rollout/time_floor.h"

namespace holdfast::rollout {
Instant TimeFloor::at(Instant steady) const {
  if (proven_ == Instant{}) return proven_;
  return Instant{proven_.unix_us() + std::max<std::int64_t>(0, steady.unix_us() - since_.unix_us())};
}

void TimeFloor::raise(Instant proven, Instant steady) {
  if (proven <= at(steady)) return;
  proven_ = proven;
  since_ = steady;
}

void TimeFloor::learn(const UpdateSession& session, Instant judged_at, Expiry expiry, Instant steady) {
  if (session.time_reset()) *this = TimeFloor{*session.time_reset(), steady};
  if (session.issued()) raise(*session.issued(), steady);
  // All that was believed holds at that time, the timestamp's few days among it.
  const bool held = !session.want() && !session.failure() && !session.time_reset();
  if (held && expiry == Expiry::enforced) raise(judged_at, steady);
}
}  // namespace holdfast::rollout
