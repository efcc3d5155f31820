#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace holdfast::http {
/// The server's end of a WebSocket (RFC 6455, text messages, no compression). Lives on the I/O thread; all calls and
/// callbacks happen there. It keeps no policy for slow readers: look at queued_bytes() before sending and close() those
/// that fall behind. Pings, pongs and the closing handshake are done inside.
class WebSocket {
 public:
  virtual ~WebSocket() = default;
  /// Queues a text message; the text is shared, never copied, so one string can go to every subscriber.
  virtual void send(std::shared_ptr<const std::string> text) = 0;
  /// Bytes accepted by send() that the kernel has not taken yet.
  virtual std::size_t queued_bytes() const = 0;
  /// Sends what is queued, then the close frame. 1000 normal, 1001 going away, 1008 policy, 1013 try again later.
  virtual void close(std::uint16_t code, std::string_view reason = {}) = 0;
  /// Drops the connection at once, queue and all.
  virtual void abort() = 0;
  virtual bool open() const = 0;
  virtual void on_message(std::function<void(std::string_view text)> callback) = 0;
  /// Called exactly once, never from inside send() or close(); the code is the peer's, 1006 when the line broke.
  virtual void on_closed(std::function<void(std::uint16_t code)> callback) = 0;
};
}  // namespace holdfast::http
