#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "http/strict_head.h"

namespace holdfast::http {
/// Takes the body's bytes off the stream and undoes chunking (RFC 9112, section 7.1), as strictly as the head is
/// parsed. Trailer fields are checked and dropped.
class BodyDecoder {
 public:
  enum class Outcome { more, done, malformed, too_large };
  struct Step {
    Outcome outcome;
    std::size_t consumed;
  };
  BodyDecoder() = default;
  BodyDecoder(const BodyFraming& framing, std::size_t limit);
  /// Appends what `bytes` hold of the body. Feed what is left after `consumed` to the next message.
  Step feed(std::string_view bytes, std::string& body);
  /// True when the end of the connection ends the body too.
  bool ends_at_close() const { return framing_ == Framing::until_close; }

 private:
  enum class State { size, extension, quoted, escaped, size_lf, data, data_cr, data_lf, trailer, done };
  static constexpr std::size_t overhead_limit = 16 * 1024;  // extensions and trailers of one body together
  Outcome on_line_byte(char c);
  bool on_size(char c);
  bool on_extension(char c);
  Outcome on_trailer(char c);
  Step feed_chunked(std::string_view bytes, std::string& body);

  Framing framing_ = Framing::none;
  State state_ = State::done;
  std::uint64_t remaining_ = 0;  // of the body, or of the chunk
  std::size_t limit_ = 0, taken_ = 0, overhead_ = 0;
  int digits_ = 0;
  std::string trailer_line_;
};
}  // namespace holdfast::http
