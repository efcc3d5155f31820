#include "scale/frame_buffer.h"

namespace holdfast::scale {
bool FrameBuffer::starts_frame(char byte) const {
  if (framing_.start) return byte == *framing_.start;
  return byte != framing_.end && static_cast<unsigned char>(byte) >= 0x20;
}

void FrameBuffer::push(std::string_view bytes) {
  // Only the newest bytes can matter: an answer is far shorter than the limit.
  const std::size_t kept = 8 * limit;
  if (bytes.size() > kept) {
    skipped_ += bytes.size() - kept + pending_.size();
    pending_.clear();
    bytes.remove_prefix(bytes.size() - kept);
  }
  if (pending_.size() + bytes.size() > kept) {
    const std::size_t old = pending_.size() + bytes.size() - kept;
    pending_.erase(0, old);
    skipped_ += old;
  }
  pending_ += bytes;
}

std::optional<std::string> FrameBuffer::next() {
  std::size_t begin = 0;
  while (begin < pending_.size() && !starts_frame(pending_[begin])) {
    if (framing_.singles.find(pending_[begin]) != std::string_view::npos) {
      const std::string single(1, pending_[begin]);
      skipped_ += begin;
      pending_.erase(0, begin + 1);
      return single;
    }
    ++begin;
  }
  skipped_ += begin;
  pending_.erase(0, begin);
  const std::size_t end = framing_.length > 0 ? framing_.length - 1 : pending_.find(framing_.end, 1);
  if (end >= pending_.size()) {  // also when there is no end yet
    if (pending_.size() > limit) {
      skipped_ += pending_.size();
      pending_.clear();
    }
    return std::nullopt;
  }
  std::string frame = pending_.substr(0, end + 1);
  pending_.erase(0, end + 1);
  return frame;
}
}  // namespace holdfast::scale
