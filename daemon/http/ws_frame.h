#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::http {
enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

namespace close_code {
constexpr std::uint16_t normal = 1000, going_away = 1001, protocol_error = 1002, unsupported = 1003, none = 1005,
                        abnormal = 1006, bad_text = 1007, policy = 1008, too_big = 1009;
}

using MaskKey = std::array<std::uint8_t, 4>;

struct FrameHeader {
  std::array<char, 14> bytes;
  std::size_t size = 0;
  std::string_view view() const { return {bytes.data(), size}; }
};
/// The header of one unfragmented frame (RFC 6455, section 5.2); with a key it is a client's.
FrameHeader frame_header(Opcode opcode, std::uint64_t length, std::optional<MaskKey> key = {});
void apply_mask(char* data, std::size_t size, MaskKey key, std::size_t offset = 0);
/// A close frame's payload; the reason is cut to what a control frame holds.
std::string close_payload(std::uint16_t code, std::string_view reason);
/// The Sec-WebSocket-Accept that answers a Sec-WebSocket-Key (section 4.2.2).
std::string accept_key(std::string_view key);

/// Takes frames off the stream and puts messages together. Told bytes, it says what arrived; after a failure it says
/// nothing more. Text is checked to be UTF-8; compression and other extensions are protocol errors.
class FrameReader {
 public:
  enum class Side { server, client };  ///< a server takes masked frames only, a client unmasked ones only
  struct Event {
    Opcode kind;          ///< text, binary, close, ping or pong
    std::string payload;  ///< for close: the reason
    std::uint16_t code = close_code::none;
  };
  FrameReader(Side side, std::size_t message_limit) : side_{side}, message_limit_{message_limit} {}
  void feed(std::string_view bytes);
  std::optional<Event> poll();
  /// The close code to fail the connection with, once what was sent broke the protocol.
  std::optional<std::uint16_t> failure() const { return failure_; }

 private:
  void fail(std::uint16_t code) { failure_ = code; }
  bool take_header();
  void take_payload();
  void finish_frame();
  void finish_close();

  Side side_;
  std::size_t message_limit_;
  std::string bytes_;
  std::size_t at_ = 0;
  bool in_frame_ = false, final_ = false;
  Opcode opcode_ = Opcode::text;
  MaskKey key_{};
  std::uint64_t length_ = 0;
  std::optional<Opcode> message_kind_;
  std::string message_;
  std::deque<Event> events_;
  std::optional<std::uint16_t> failure_;
};
}  // namespace holdfast::http
