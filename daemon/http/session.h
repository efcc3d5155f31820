#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

#include "http/body_decoder.h"
#include "http/server_state.h"
#include "http/strict_head.h"
#include "http/wire.h"

namespace holdfast::http {
/// One HTTP connection: reads a request, hands it to the handler, writes the answer, and only then looks at the next,
/// so that pipelined requests are answered in order and a flood of them stays in the peer's socket. step() does one
/// move; run() repeats it until the connection has to wait.
class Session final : public Peer {
 public:
  Session(std::shared_ptr<ServerState> state, Wire wire, std::string address, std::shared_ptr<AddressUse> use);
  ~Session() override;
  void start();
  /// Answers 503 without reading anything: there are too many connections.
  void refuse(std::string_view detail);

  /// `exchange` counts requests: an answer to an earlier one is ignored.
  void answer(std::uint64_t exchange, Response response);
  void upgrade(std::uint64_t exchange, std::function<void(std::shared_ptr<WebSocket>)> opened,
               const std::string& subprotocol);
  void on_dropped(std::uint64_t exchange);
  boost::asio::io_context& io() { return state_->io; }

  void on_deadline() override;
  void on_stop() override;
  void drop() override;

 private:
  enum class Phase { handshake, head, body, handling, writing, lingering, closed };
  enum class AfterAnswer { go_on, close };
  std::shared_ptr<Session> self() { return std::static_pointer_cast<Session>(shared_from_this()); }
  void run();
  bool step();
  bool shake_hands();
  bool read_head();
  bool on_head();
  bool read_body();
  void dispatch();
  bool write_on();
  bool on_written();
  bool discard_input();
  bool read_more();
  void wait_for(Wire::Io what);
  void await_request();
  void fault(Fault kind, std::string_view detail, const Request* request = nullptr,
             AfterAnswer after = AfterAnswer::close);
  void begin_writing(Response response);
  void forget_body();
  void start_writing();
  void become_websocket();
  void linger();
  void close();
  std::string_view input() const { return {buffer_.get() + begin_, end_ - begin_}; }

  std::shared_ptr<ServerState> state_;
  Wire wire_;
  std::string address_;
  std::shared_ptr<AddressUse> use_;
  Phase phase_ = Phase::handshake;
  bool running_ = false, close_after_ = false, head_only_ = false, stopping_ = false, fresh_ = true;
  bool readable_ = false;  // TLS: the socket was reported readable since the last read
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0, begin_ = 0, end_ = 0, discarded_ = 0, in_turn_ = 0;
  std::uint64_t exchange_ = 0;
  std::shared_ptr<const ClientCertificate> client_;
  RequestHead head_;
  Request request_;
  BodyDecoder decoder_;
  std::string websocket_accept_;
  std::function<void(std::shared_ptr<WebSocket>)> opened_;
  std::string out_head_, out_body_;
  std::string_view out_borrowed_;
  std::shared_ptr<const void> out_owner_;
  std::size_t written_ = 0;
};
}  // namespace holdfast::http
