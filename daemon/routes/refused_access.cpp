#include "routes/refused_access.h"

#include <algorithm>
#include <string>

#include "log/log.h"

namespace holdfast::routes {
RefusedAccess::RefusedAccess(metrics::Registry& registry)
    : reasons_{{{taxonomy(ErrorCode::unauthenticated).type, "unauthenticated"},
                {taxonomy(ErrorCode::wrong_pin).type, "wrong-pin"},
                {taxonomy(ErrorCode::locked_out).type, "locked-out"},
                {taxonomy(ErrorCode::permission_denied).type, "permission-denied"},
                {taxonomy(ErrorCode::rate_limited).type, "rate-limited"}}} {
  for (Reason& reason : reasons_)
    reason.count = &registry.counter("access_refused_total", "Requests refused for who asked, or how often.",
                                     {{"reason", std::string{reason.name}}});
}

bool RefusedAccess::note(std::string_view type, const Attempt& attempt, Instant now) {
  const auto found = std::ranges::find(reasons_, type, &Reason::type);
  if (found == reasons_.end()) return false;
  found->count->add();
  constexpr std::int64_t minute = 60;
  if (now >= minute_.plus_seconds(minute) || now < minute_) {  // the clock may have been set back
    if (left_out_ > 0) log::warn("more was refused than is written here", {{"left_out", left_out_}});
    minute_ = now;
    lines_ = 0;
    left_out_ = 0;
  }
  if (lines_ == lines_a_minute) {
    ++left_out_;
    return false;
  }
  ++lines_;
  log::warn("access refused", {{"correlation_id", attempt.correlation_id},
                               {"reason", found->name},
                               {"route", attempt.route},
                               {"peer", attempt.peer}});
  return true;
}
}  // namespace holdfast::routes
