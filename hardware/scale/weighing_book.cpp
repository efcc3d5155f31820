#include "scale/weighing_book.h"

#include <algorithm>
#include <utility>

#include "scale/overloaded.h"

namespace holdfast::scale {
namespace {
constexpr std::int64_t kept_seconds = 60;
constexpr std::size_t most_kept = 200, most_news = 200;

std::string_view word_of(ScaleSession::Failed::Why why) {
  using Why = ScaleSession::Failed::Why;
  switch (why) {
    case Why::no_answer:
      return "no_answer";
    case Why::garbled:
      return "garbled";
    case Why::timed_out:
      return "timed_out";
    case Why::fault:
      return "fault";
    case Why::link_lost:
      return "link_lost";
    case Why::cancelled:
      return "cancelled";
  }
  return "";
}

bool lifted(const ScaleReading& reading) {
  return reading.fault != ScaleReading::Fault::not_moved && obstacle_of(reading) != WeightObstacle::none;
}
}  // namespace

Result<Weighing> WeighingBook::start(StartWeighing start, Uuid id, Instant now) {
  if (!start.key.empty())
    for (const Weighing& earlier : weighings_)
      if (earlier.key == start.key && earlier.asker.terminal == start.asker.terminal) return earlier;
  if (!linked_) return refuse(ErrorCode::conflict, "the scale is not connected");
  if (open_ != nullptr && open_->asker.terminal != start.asker.terminal)
    return refuse(ErrorCode::in_use_elsewhere,
                  "`" + open_->asker.terminal_name + "` (" + open_->asker.staff + ") is weighing on it");
  if (open_ != nullptr)
    return refuse(ErrorCode::conflict, "this terminal is weighing on it: confirm or cancel that first");
  switch (start.task) {
    case Task::weigh:
    case Task::test:
      TRY(session_.weigh(start.request, now));
      break;
    case Task::zero:
      TRY(session_.zero(now));
      break;
    case Task::tare:
      TRY(session_.tare(now));
      break;
    case Task::clear_tare:
      TRY(session_.clear_tare(now));
      break;
  }
  Weighing weighing;
  weighing.id = id;
  weighing.device = device_;
  weighing.task = start.task;
  weighing.asker = std::move(start.asker);
  weighing.key = std::move(start.key);
  weighing.started = now;
  if (weighings_.size() >= most_kept) weighings_.pop_front();
  weighings_.push_back(std::move(weighing));
  open_ = &weighings_.back();
  take_actions(now);
  return weighings_.back();
}

const Weighing* WeighingBook::find(const Uuid& id) const {
  const auto found = std::ranges::find(weighings_, id, &Weighing::id);
  return found == weighings_.end() ? nullptr : &*found;
}

Result<Weighing*> WeighingBook::open_of(const Uuid& id, const Uuid& terminal) {
  const auto found = std::ranges::find(weighings_, id, &Weighing::id);
  if (found == weighings_.end()) return refuse(ErrorCode::not_found, "no weighing has the id `" + to_string(id) + "`");
  if (found->asker.terminal != terminal)
    return refuse(ErrorCode::in_use_elsewhere, "`" + found->asker.terminal_name + "` is weighing there");
  return &*found;
}

Result<Weighing> WeighingBook::confirm_same(const Uuid& id, const Uuid& terminal) {
  Weighing* weighing = TRY(open_of(id, terminal));
  if (weighing != open_ || weighing->state != WeighingState::same_goods)
    return refuse(ErrorCode::conflict, "there is nothing to confirm");
  session_.confirm_same();
  weighing->state = WeighingState::weighing;
  return *weighing;
}

Result<Weighing> WeighingBook::cancel(const Uuid& id, const Uuid& terminal, Instant now) {
  Weighing* weighing = TRY(open_of(id, terminal));
  if (weighing == open_) {
    session_.cancel(now);
    take_actions(now);
  }
  return *weighing;
}

void WeighingBook::on_link_lost(Instant now) {
  linked_ = false;
  session_.on_link_lost();
  take_actions(now);
}
void WeighingBook::on_bytes(std::string_view bytes, Instant now) {
  session_.on_bytes(bytes, now);
  take_actions(now);
}
void WeighingBook::on_time(Instant now) {
  session_.on_time(now);
  take_actions(now);
}

void WeighingBook::finish(WeighingState state, std::string why, Instant now) {
  if (open_ == nullptr) return;
  open_->state = state;
  open_->why = std::move(why);
  open_->ended = now;
  news_.push_back(*std::exchange(open_, nullptr));
}

void WeighingBook::take_actions(Instant now) {
  while (auto action = session_.poll()) {
    if (auto* send = std::get_if<ScaleSession::Send>(&*action)) {
      sends_.push_back(std::move(send->bytes));
      continue;
    }
    if (open_ == nullptr) continue;  // of one that was cancelled
    std::visit(Overloaded{[](const ScaleSession::Send&) {},
                          [&](const ScaleSession::Seen& seen) {
                            answered_ = true;
                            open_->reading = seen.reading;
                            if (open_->state == WeighingState::same_goods && lifted(seen.reading))
                              open_->state = WeighingState::weighing;
                            if (open_->task != Task::test) return news_.push_back(*open_);
                            finish(WeighingState::tested, {}, now);
                            session_.cancel(now);
                          },
                          [&](const ScaleSession::SameGoods&) {
                            open_->state = WeighingState::same_goods;
                            news_.push_back(*open_);
                          },
                          [&](const ScaleSession::Weighed& weighed) {
                            answered_ = true;
                            open_->reading = weighed.goods.reading;
                            open_->goods = weighed.goods;
                            finish(WeighingState::weighed, {}, now);
                          },
                          [&](const ScaleSession::Adjusted& adjusted) {
                            using Outcome = ScaleSession::Adjusted::Outcome;
                            open_->reading = adjusted.reading;
                            answered_ = answered_ || adjusted.outcome != Outcome::no_answer;
                            switch (adjusted.outcome) {
                              case Outcome::confirmed:
                                return finish(WeighingState::adjusted, {}, now);
                              case Outcome::unconfirmed:
                                return finish(WeighingState::adjusted, "unconfirmed", now);
                              case Outcome::refused:
                                return finish(WeighingState::failed, "refused", now);
                              case Outcome::no_answer:
                                return finish(WeighingState::failed, "no_answer", now);
                            }
                          },
                          [&](const ScaleSession::Failed& failed) {
                            open_->reading = failed.last;
                            finish(WeighingState::failed, std::string{word_of(failed.why)}, now);
                          }},
               *action);
  }
  while (news_.size() > most_news) news_.pop_front();
}

std::optional<std::string> WeighingBook::poll() {
  if (sends_.empty()) return std::nullopt;
  std::string front = std::move(sends_.front());
  sends_.pop_front();
  return front;
}

std::optional<Weighing> WeighingBook::take_news() {
  if (news_.empty()) return std::nullopt;
  Weighing front = std::move(news_.front());
  news_.pop_front();
  return front;
}

void WeighingBook::sweep(Instant now) {
  while (!weighings_.empty() && weighings_.front().ended && now >= weighings_.front().ended->plus_seconds(kept_seconds))
    weighings_.pop_front();
}
}  // namespace holdfast::scale
