#include "link/replay_stream.h"

#include <algorithm>
#include <cstdio>

#include "link/courier.h"

namespace holdfast::link {
namespace {
using State = Outcome::State;
struct Line {
  bool closed = false;
};
}  // namespace

struct ReplayStream::Play {
  Play(const boost::asio::any_io_executor& executor, std::deque<Exchange> recorded, Compare how)
      : exchanges{std::move(recorded)}, compare{how}, line{std::make_shared<Courier<Line>>(executor)} {}

  bool can_say() const { return !exchanges.empty() && exchanges.front().direction == Direction::from_device; }
  void step(std::size_t bytes) {
    at += bytes;
    if (at < exchanges.front().bytes.size()) return;
    exchanges.pop_front();
    at = 0;
    ++number;
    line->notify();
  }
  bool differs(std::span<const std::uint8_t> bytes) {
    const auto& recorded = exchanges.front().bytes;
    for (std::size_t i = 0; compare == Compare::every_byte && i < bytes.size(); ++i) {
      if (bytes[i] == recorded[at + i]) continue;
      char text[80];
      std::snprintf(text, sizeof text, "exchange %zu, byte %zu: %02x, recorded %02x", number, at + i,
                    unsigned{bytes[i]}, unsigned{recorded[at + i]});
      difference = text;
      return true;
    }
    return false;
  }

  std::deque<Exchange> exchanges;
  Compare compare;
  std::shared_ptr<Courier<Line>> line;
  std::size_t at = 0, number = 0;
  std::string difference;
};

ReplayStream::ReplayStream(const boost::asio::any_io_executor& executor, std::deque<Exchange> exchanges,
                           Compare compare)
    : play_{std::make_shared<Play>(executor, std::move(exchanges), compare)} {
  std::erase_if(play_->exchanges, [](const Exchange& one) { return one.bytes.empty(); });
}
ReplayStream::~ReplayStream() { play_->line->forget(); }

boost::asio::awaitable<Outcome> ReplayStream::read(std::span<std::uint8_t> into, Limit limit) {
  const auto play = play_;
  const bool ready = co_await play->line->wait(limit, [&play] { return play->line->box().closed || play->can_say(); });
  if (play->line->box().closed) co_return Outcome{State::closed, 0, "closed"};
  if (!ready) co_return Outcome{State::timed_out, 0, "no answer in time"};
  const auto& bytes = play->exchanges.front().bytes;
  const std::size_t count = std::min(into.size(), bytes.size() - play->at);
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(play->at), count, into.begin());
  play->step(count);
  co_return Outcome{State::done, count, {}};
}

boost::asio::awaitable<Outcome> ReplayStream::write(std::span<const std::uint8_t> bytes, Limit limit) {
  const auto play = play_;
  std::size_t written = 0;
  while (written < bytes.size()) {
    // What the device said next comes first: the one who drives it read that before it went on.
    const auto ready = [&play] { return play->line->box().closed || !play->can_say(); };
    if (!co_await play->line->wait(limit, ready))
      co_return Outcome{State::timed_out, written, "nobody reads what the device said"};
    if (play->line->box().closed) co_return Outcome{State::closed, written, "closed"};
    if (play->exchanges.empty()) {
      if (play->difference.empty()) play->difference = "more was sent than is recorded";
      co_return Outcome{State::failed, written, play->difference};
    }
    const auto next =
        bytes.subspan(written, std::min(bytes.size() - written, play->exchanges.front().bytes.size() - play->at));
    if (play->differs(next)) co_return Outcome{State::failed, written, play->difference};
    written += next.size();
    play->step(next.size());
  }
  co_return Outcome{State::done, written, {}};
}

void ReplayStream::close() {
  play_->line->box().closed = true;
  play_->line->notify();
}
bool ReplayStream::finished() const { return play_->exchanges.empty(); }
const std::string& ReplayStream::difference() const { return play_->difference; }
}  // namespace holdfast::link
