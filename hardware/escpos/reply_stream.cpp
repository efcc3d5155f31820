#include "escpos/reply_stream.h"

#include <algorithm>
#include <utility>

#include "escpos/octets.h"

namespace holdfast::escpos {
namespace {
constexpr std::size_t longest_block = 4096;  // hardware reference 0.7
constexpr std::size_t most_awaited = 64;
constexpr unsigned text_block = 0x5f;
constexpr unsigned answer_block = 0x37;
constexpr unsigned resume = 0x11;  // XON and XOFF may come anywhere
constexpr unsigned pause = 0x13;

bool begins_block(unsigned byte) {
  return byte == 0x35 || byte == answer_block || byte == 0x3b || byte == 0x3d || byte == text_block;
}
bool holds_text(unsigned header) { return header == text_block || header == answer_block; }
bool is_id(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) { return octet(byte) >= 0x20 && octet(byte) < 0x7f; });
}

template <class T>
void remember(std::deque<T>& queue, T value) {
  if (queue.size() == most_awaited) queue.pop_front();
  queue.push_back(value);
}
template <class T>
T pop_front(std::deque<T>& queue) {
  T value = queue.front();
  queue.pop_front();
  return value;
}
}  // namespace

void ReplyStream::expect_real_time(unsigned n) { remember(real_time_, n); }
void ReplyStream::expect_ordered(OrderedAnswer::To to, unsigned n) { remember(ordered_, Awaited{to, n}); }
void ReplyStream::expect_text(unsigned n) { remember(texts_, n); }

void ReplyStream::forget_expected() {
  real_time_.clear();
  ordered_.clear();
  texts_.clear();
}

std::optional<Reply> ReplyStream::next() {
  while (at_ < bytes_.size()) {
    auto reply = take(octet(bytes_, at_++));
    if (reply) return reply;
  }
  bytes_.clear();
  at_ = 0;
  return std::nullopt;
}

std::optional<Reply> ReplyStream::take(unsigned byte) {
  const bool binary = state_ == State::block && !holds_text(octet(held_, 0));
  if (!binary && (byte == resume || byte == pause)) return std::nullopt;
  switch (state_) {
    case State::idle:
      return idle(byte);
    case State::automatic:
      return automatic(byte);
    case State::block:
      return block(byte);
    case State::star:
      return star(byte);
  }
  return std::nullopt;
}

Reply ReplyStream::real_time(unsigned byte) {
  return RealTimeStatus{real_time_.empty() ? 0 : pop_front(real_time_), static_cast<std::uint8_t>(byte)};
}

std::optional<Reply> ReplyStream::idle(unsigned byte) {
  if (is_real_time_status(byte)) return real_time(byte);
  const auto hold = [&](State state) {
    state_ = state;
    held_ = byte_of(byte);
    return std::nullopt;
  };
  if (begins_automatic_status(byte)) return hold(State::automatic);
  if (begins_block(byte)) return hold(State::block);
  const bool star_possible = family_ == Family::star || (family_ == Family::either && ordered_.empty());
  if (star_possible && begins_star_status(byte)) return hold(State::star);
  if ((byte & 0x90) == 0 && !ordered_.empty()) {
    const Awaited asked = pop_front(ordered_);
    return OrderedAnswer{asked.to, asked.n, static_cast<std::uint8_t>(byte)};
  }
  ++skipped_;
  return std::nullopt;
}

/// What was held was no reply; this byte may begin one.
std::optional<Reply> ReplyStream::start_over(unsigned byte) {
  skipped_ += held_.size();
  held_.clear();
  state_ = State::idle;
  return idle(byte);
}

std::optional<Reply> ReplyStream::automatic(unsigned byte) {
  if (is_real_time_status(byte)) return real_time(byte);  // an answer may come between the four bytes
  if ((byte & 0x90) != 0) return start_over(byte);
  held_ += byte_of(byte);
  if (held_.size() < 4) return std::nullopt;
  state_ = State::idle;
  return AutomaticStatus{std::exchange(held_, {})};
}

std::optional<Reply> ReplyStream::block(unsigned byte) {
  if (byte == 0) return finished_block();
  const unsigned header = octet(held_, 0);
  // These hold text. The beginning of a status means that the printer went away in the middle of it.
  const bool status = byte < 0x20 && (is_real_time_status(byte) || begins_automatic_status(byte));
  if (holds_text(header) && status) return start_over(byte);
  held_ += byte_of(byte);
  if (held_.size() <= longest_block) return std::nullopt;
  skipped_ += held_.size();
  held_.clear();
  state_ = State::idle;
  return std::nullopt;
}

std::optional<Reply> ReplyStream::finished_block() {
  state_ = State::idle;
  const std::string held = std::exchange(held_, {});
  const unsigned header = octet(held, 0);
  if (header == text_block) return PrinterText{texts_.empty() ? 0 : pop_front(texts_), held.substr(1)};
  if (header == answer_block && held.size() == 6 && held[1] == '\x22' && is_id(held.substr(2)))
    return ProcessDone{held.substr(2)};
  if (header == answer_block && held.substr(1) == "\x25") return BuffersCleared{};
  return OtherBlock{static_cast<std::uint8_t>(header), held.substr(1)};
}

std::optional<Reply> ReplyStream::star(unsigned byte) {
  held_ += byte_of(byte);
  const std::size_t size = star_status_size(octet(held_, 0), octet(held_, 1));
  if (size == 0) {
    held_.pop_back();
    return start_over(byte);
  }
  if (held_.size() < size) return std::nullopt;
  const auto status = decode_star_status(held_);
  if (!status) skipped_ += held_.size();
  held_.clear();
  state_ = State::idle;
  return status ? std::optional<Reply>{StarBlock{*status}} : std::nullopt;
}
}  // namespace holdfast::escpos
