#include "edge/retry.h"

namespace holdfast::edge {
namespace {
constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t first_wait = 1 * second;
constexpr std::int64_t early_most = 30 * second;
constexpr std::int64_t late_most = 300 * second;
constexpr int early_tries = 5;
}  // namespace

std::int64_t Backoff::next_us() {
  const int doublings = std::min(tries_, 12);
  const std::int64_t cap = std::min(first_wait << doublings, tries_ < early_tries ? early_most : late_most);
  ++tries_;
  return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(cap + 1));
}

Instant Breaker::ready_at(Instant now) {
  if (state_ != State::open) return now;
  const Instant until = opened_.plus_seconds(policy_.open_s);
  if (now < until) return until;
  state_ = State::half_open;
  trials_passed_ = 0;
  return now;
}

void Breaker::on_success(Instant) {
  failures_.clear();
  if (state_ == State::half_open && ++trials_passed_ >= policy_.trials) state_ = State::closed;
}

void Breaker::on_failure(Instant now) {
  if (state_ == State::half_open) return open(now);
  failures_.push_back(now);
  while (!failures_.empty() && failures_.front().plus_seconds(policy_.window_s) < now) failures_.pop_front();
  if (static_cast<int>(failures_.size()) >= policy_.failures) open(now);
}

void Breaker::on_probe(Instant) {
  if (state_ != State::open) return;
  state_ = State::half_open;
  trials_passed_ = 0;
}

void Breaker::open(Instant now) {
  state_ = State::open;
  opened_ = now;
  failures_.clear();
}

void ByteBudget::refill(Instant now) {
  // Divided before multiplied: an hour's pause must not overflow, and the lost fraction of a millisecond does not
  // matter.
  const std::int64_t passed_ms = (now.unix_us() - at_.unix_us()) / 1000;
  if (passed_ms <= 0) return;
  left_ = std::min(burst_, left_ + std::min<std::int64_t>(passed_ms, 3'600'000) * rate_ / 1000);
  at_ = Instant{at_.unix_us() + passed_ms * 1000};
}
Instant ByteBudget::ready_at(Instant now) {
  refill(now);
  if (left_ > 0) return now;
  return Instant{now.unix_us() + ((1 - left_) * 1'000'000 + rate_ - 1) / rate_ + 1000};
}
void ByteBudget::change(std::int64_t bytes_per_second, std::int64_t burst, Instant now) {
  refill(now);
  rate_ = bytes_per_second;
  burst_ = burst;
  left_ = std::min(left_, burst_);
}
void ByteBudget::take(std::int64_t bytes, Instant now) {
  refill(now);
  left_ -= bytes;
}
}  // namespace holdfast::edge
