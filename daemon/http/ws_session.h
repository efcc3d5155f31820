#pragma once
#include <array>
#include <deque>
#include <memory>

#include "http/server_state.h"
#include "http/wire.h"
#include "http/ws_frame.h"

namespace holdfast::http {
/// The server's WebSocket over one wire. Sends are gathered for the rest of the event loop's turn and go out together.
class WsSession final : public Peer, public WebSocket {
 public:
  WsSession(std::shared_ptr<ServerState> state, Wire wire, std::shared_ptr<AddressUse> use);
  ~WsSession() override;
  /// `early` is what the peer sent right behind its handshake.
  void start(std::string_view early);

  void send(std::shared_ptr<const std::string> text) override;
  std::size_t queued_bytes() const override { return queued_bytes_; }
  void close(std::uint16_t code, std::string_view reason) override;
  void abort() override { finish(close_code::abnormal); }
  bool open() const override { return stage_ == Stage::open; }
  void on_message(std::function<void(std::string_view)> callback) override { on_message_ = std::move(callback); }
  void on_closed(std::function<void(std::uint16_t)> callback) override { on_closed_ = std::move(callback); }

  void on_deadline() override;
  void on_stop() override { close(close_code::going_away, "the server stops"); }
  void drop() override { finish(close_code::abnormal); }

 private:
  enum class Stage { open, closing, closed };  ///< closing: our close frame is queued or sent
  struct Frame {
    FrameHeader header;
    std::shared_ptr<const std::string> payload;
    std::size_t size() const { return header.size + payload->size(); }
  };
  std::shared_ptr<WsSession> self() { return std::static_pointer_cast<WsSession>(shared_from_this()); }
  void queue(Opcode opcode, std::shared_ptr<const std::string> payload);
  void queue_close(std::uint16_t code, std::string_view reason);
  void read_on();
  void on_bytes(std::string_view bytes);
  void on_event(FrameReader::Event event);
  void flush();
  void on_taken(std::size_t count);
  void finish(std::uint16_t code);

  std::shared_ptr<ServerState> state_;
  Wire wire_;
  std::shared_ptr<AddressUse> use_;
  FrameReader reader_;
  Stage stage_ = Stage::open;
  std::deque<Frame> frames_;
  std::size_t sent_of_first_ = 0, queued_bytes_ = 0;
  bool flush_due_ = false, awaiting_room_ = false, end_after_flush_ = false;
  std::uint16_t end_code_ = close_code::abnormal;
  int unanswered_pings_ = 0;
  std::array<char, 4096> buffer_;
  std::function<void(std::string_view)> on_message_;
  std::function<void(std::uint16_t)> on_closed_;
};
}  // namespace holdfast::http
