#pragma once
#include <vector>

#include "base/instant.h"
#include "db/connection.h"

namespace holdfast::payments {
/// What one card payment showed of the host behind its terminal.
struct HostAnswer {
  std::int64_t device_row = 0;
  Instant at;
  bool reached = true;  ///< false: the terminal could not ask it, or approved without it
};
/// Of the store's last payments that ended since then, oldest first. One that never came so far (aborted, not sent)
/// says nothing.
std::vector<HostAnswer> host_answers(db::Connection& connection, Instant since);
}  // namespace holdfast::payments
