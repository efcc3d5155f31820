#include "escpos/command_stream.h"

#include <algorithm>

#include "escpos/octets.h"

namespace holdfast::escpos {
namespace {
constexpr std::size_t longest_text = 16 * 1024;  // a longer run comes in several units
constexpr std::size_t head_kept = 16;            // of an oversized command
}  // namespace

CommandStream::CommandStream(Listener listener, std::size_t limit)
    : listener_{listener}, limit_{std::max(limit, longest_text)} {}

void CommandStream::feed(std::string_view bytes) {
  const std::size_t skipping = std::min(skip_, bytes.size());
  skip_ -= skipping;
  compact();
  bytes_.append(bytes.substr(skipping));
}

void CommandStream::compact() {
  if (at_ == 0) return;
  bytes_.erase(0, at_);
  at_ = 0;
}

Unit CommandStream::take(Unit::Kind kind, std::size_t size) {
  Unit unit{kind, bytes_.substr(at_, size), size};
  at_ += size;
  needed_ = 1;
  text_seen_ = 0;
  if (kind == Unit::Kind::unknown) skipped_ += size;
  return unit;
}

std::optional<Unit> CommandStream::text() {
  const std::size_t end = std::min(bytes_.size() - at_, longest_text);
  while (text_seen_ < end && octet(bytes_, at_ + text_seen_) >= 0x20) ++text_seen_;
  if (text_seen_ == bytes_.size() - at_ && text_seen_ < longest_text) return std::nullopt;
  return take(Unit::Kind::text, text_seen_);
}

std::optional<Unit> CommandStream::oversized(std::size_t size) {
  const std::size_t here = bytes_.size() - at_;
  if (here < head_kept) {
    needed_ = head_kept;
    return std::nullopt;
  }
  Unit unit = take(Unit::Kind::oversized, head_kept);
  unit.size = size;
  skipped_ += size;
  const std::size_t dropped = std::min(size, here) - head_kept;
  at_ += dropped;
  skip_ = size - head_kept - dropped;
  return unit;
}

std::optional<Unit> CommandStream::next() {
  const std::string_view here = std::string_view{bytes_}.substr(at_);
  if (here.size() < needed_) return std::nullopt;
  if (octet(here, 0) >= 0x20) return text();
  const Extent extent = command_extent(here, listener_);
  if (extent.known && extent.size > limit_) return oversized(extent.size);
  // A command of unknown length that would not fit is no command that anybody sends.
  if (!extent.known && extent.size > limit_) return take(Unit::Kind::unknown, 2);
  if (here.size() < extent.size) {
    needed_ = extent.size;
    return std::nullopt;
  }
  if (!extent.listed) return take(Unit::Kind::unknown, extent.size);
  return take(extent.size == 1 ? Unit::Kind::control : Unit::Kind::command, extent.size);
}

std::optional<Unit> CommandStream::finish() {
  if (auto unit = next()) return unit;
  const std::size_t left = bytes_.size() - at_;
  if (left == 0) return std::nullopt;
  return take(octet(bytes_, at_) >= 0x20 ? Unit::Kind::text : Unit::Kind::cut_off, left);
}
}  // namespace holdfast::escpos
