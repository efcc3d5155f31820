#pragma once
#include <algorithm>
#include <chrono>

namespace holdfast::link {
/// How long to wait before the next try at a device that is away: soon at first (a printer that was switched off and on),
/// never longer than `most`, so that it is back within seconds of being plugged in.
class Backoff {
 public:
  using Milliseconds = std::chrono::milliseconds;
  explicit constexpr Backoff(Milliseconds first = Milliseconds{100}, Milliseconds most = Milliseconds{5'000})
      : first_{first}, most_{most}, next_{first} {}
  constexpr Milliseconds next() {
    const Milliseconds now = next_;
    next_ = std::min(most_, next_ * 2);
    return now;
  }
  constexpr void succeeded() { next_ = first_; }

 private:
  Milliseconds first_, most_, next_;
};
}  // namespace holdfast::link
