#include "capabilities/link_mode.h"

#include <algorithm>
#include <vector>

namespace holdfast::capabilities {
namespace {
constexpr std::size_t remembered = 8, lost_of_remembered = 5, slow_sample = 5;
constexpr int lost_in_row = 3, back_in_row = 3;
constexpr std::int64_t lost_over_s = 10, back_over_s = 15, least_edge_s = 10, least_online_s = 30, least_slow_s = 10;
constexpr std::int64_t slow_us = 1'500'000, longest_wait_s = 300, flicker_window_s = 600;
constexpr std::size_t calm_changes = 4;
constexpr std::array<std::string_view, 11> causes{"notConfigured", "starting", "answers", "noAnswer",
                                                  "unsteady",      "refused",  "late",    "backlog",
                                                  "breaker",       "drill",    "device"};
}  // namespace

std::string_view name_of(Cause cause) { return causes[static_cast<std::size_t>(cause)]; }

void LinkMode::note(bool good, Instant now) {
  last_.push_back({now, good});
  if (last_.size() > remembered) last_.pop_front();
  if (good && ++good_in_row_ == 1) good_since_ = now;
  if (!good) good_in_row_ = 0;
  failed_in_row_ = good ? 0 : failed_in_row_ + 1;
}

void LinkMode::on_answer(std::int64_t round_trip_us, Instant now) {
  refused_ = false;
  trips_.push_back(round_trip_us);
  if (trips_.size() > remembered) trips_.pop_front();
  note(true, now);
  decide(now);
}
void LinkMode::on_failure(Instant now) {
  note(false, now);
  decide(now);
}
void LinkMode::on_refused(Instant now) {
  refused_ = true;
  note(false, now);
  decide(now);
}
void LinkMode::on_progress(std::int64_t head, std::int64_t acknowledged, Instant now) {
  head_ = head;
  acknowledged_ = acknowledged;
  decide(now);
}
void LinkMode::on_time(Instant now) { decide(now); }

std::int64_t LinkMode::median_us(std::size_t of) const {
  if (trips_.empty()) return 0;
  const std::size_t count = std::min(of, trips_.size());
  std::vector<std::int64_t> sorted(trips_.end() - static_cast<std::ptrdiff_t>(count), trips_.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted[count / 2];
}

bool LinkMode::has_failed(Instant now) const {
  if (refused_) return true;
  if (now < connection_changed_.plus_seconds(least_online_s)) return false;
  if (failed_in_row_ >= lost_in_row) return true;
  const auto is_lost = [](const Outcome& each) { return !each.good; };
  if (std::count_if(last_.begin(), last_.end(), is_lost) < static_cast<std::ptrdiff_t>(lost_of_remembered))
    return false;
  const auto first = std::find_if(last_.begin(), last_.end(), is_lost);
  const auto newest = std::find_if(last_.rbegin(), last_.rend(), is_lost);
  return newest->at >= first->at.plus_seconds(lost_over_s);
}

std::int64_t LinkMode::wait_to_return_s(Instant now) const {
  const auto recent = static_cast<std::size_t>(std::count_if(
      changes_.begin(), changes_.end(), [now](Instant at) { return at.plus_seconds(flicker_window_s) > now; }));
  std::int64_t wait = back_over_s;
  for (std::size_t i = calm_changes; i < recent && wait < longest_wait_s; ++i) wait *= 2;
  return std::min(wait, longest_wait_s);
}

bool LinkMode::has_returned(Instant now) const {
  if (refused_ || good_in_row_ < back_in_row || last_.empty()) return false;
  if (cause_ != Cause::starting && now < connection_changed_.plus_seconds(least_edge_s)) return false;
  // At the very start there is nothing to be unsure of: the first answers are believed at once.
  const std::int64_t wait = cause_ == Cause::starting ? 0 : wait_to_return_s(now);
  return last_.back().at >= good_since_.plus_seconds(wait) &&
         median_us(static_cast<std::size_t>(std::min<int>(good_in_row_, remembered))) < slow_us;
}

void LinkMode::decide(Instant now) {
  if (connected_ && has_failed(now)) {
    const bool in_row = failed_in_row_ >= lost_in_row;
    return change(Mode::edge, refused_ ? Cause::refused : in_row ? Cause::no_answer : Cause::unsteady, now);
  }
  if (!connected_) {
    if (cause_ == Cause::starting && (refused_ || failed_in_row_ >= lost_in_row))
      cause_ = refused_ ? Cause::refused : Cause::no_answer;
    if (cause_ != Cause::starting && refused_) cause_ = Cause::refused;
    if (!has_returned(now)) return;
    drain_to_ = head_ > acknowledged_ ? std::optional{head_} : std::nullopt;
    return change(drain_to_ ? Mode::draining : Mode::online, drain_to_ ? Cause::backlog : Cause::answers, now);
  }
  if (drain_to_ && acknowledged_ >= *drain_to_) drain_to_.reset();
  const bool late = trips_.size() >= 3 && median_us(slow_sample) >= slow_us;
  const Mode wanted = drain_to_ ? Mode::draining : late ? Mode::slow : Mode::online;
  if (wanted == mode_ || (mode_ == Mode::slow && now < since_.plus_seconds(least_slow_s))) return;
  change(wanted, wanted == Mode::draining ? Cause::backlog : wanted == Mode::slow ? Cause::late : Cause::answers, now);
}

void LinkMode::change(Mode mode, Cause cause, Instant now) {
  const bool connected = mode != Mode::edge;
  if (connected != connected_) {
    // The first time is no change of weather.
    if (cause_ != Cause::starting) changes_.push_back(now);
    while (!changes_.empty() && changes_.front().plus_seconds(flicker_window_s) <= now) changes_.pop_front();
    connection_changed_ = now;
    if (!connected) {
      trips_.clear();
      drain_to_.reset();
    }
  }
  connected_ = connected;
  mode_ = mode;
  cause_ = cause;
  since_ = now;
}
}  // namespace holdfast::capabilities
