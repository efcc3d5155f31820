#pragma once
// Who was not let in: counted by reason, so that an alert can see guessing, and written to the log with the address it
// came from. A flood of guesses does not fill the disk: the log takes a bounded number a minute and then says how many
// it left out.

#include <array>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "base/instant.h"
#include "metrics/metrics.h"

namespace holdfast::routes {
class RefusedAccess {
 public:
  static constexpr int lines_a_minute = 30;

  explicit RefusedAccess(metrics::Registry& registry);

  struct Attempt {
    std::string_view peer;   ///< text of the IP address
    std::string_view route;  ///< its pattern, never what was asked for
    std::string_view correlation_id;
  };
  /// Any refusal by its problem's type; those that have nothing to do with who asks are none of its business. Whether
  /// the log took it.
  bool note(std::string_view type, const Attempt& attempt, Instant now);

 private:
  struct Reason {
    std::string_view type, name;
    metrics::Counter* count = nullptr;
  };
  std::array<Reason, 5> reasons_;
  Instant minute_{};
  int lines_ = 0;
  std::int64_t left_out_ = 0;
};
}  // namespace holdfast::routes
