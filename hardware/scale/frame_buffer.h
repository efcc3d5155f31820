#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::scale {
/// Where an answer of a protocol begins and ends.
struct Framing {
  std::string_view singles;   ///< bytes that are an answer of their own, outside a frame
  std::optional<char> start;  ///< empty: any byte that is not `end` or a control character
  char end = '\r';
  std::size_t length = 0;  ///< not 0: a frame has this many bytes, whatever they are
};

/// Cuts what arrives into frames. Bytes outside a frame are skipped and counted, and so is a frame that grows beyond
/// the limit, so nothing a device sends takes more memory than that.
class FrameBuffer {
 public:
  static constexpr std::size_t limit = 128;
  explicit FrameBuffer(Framing framing) : framing_{framing} {}
  void push(std::string_view bytes);
  /// The next whole frame with its first and last byte.
  std::optional<std::string> next();
  void clear() { pending_.clear(); }
  std::size_t skipped() const { return skipped_; }

 private:
  bool starts_frame(char byte) const;
  Framing framing_;
  std::string pending_;
  std::size_t skipped_ = 0;
};
}  // namespace holdfast::scale
