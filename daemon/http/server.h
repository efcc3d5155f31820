#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "http/websocket.h"

namespace boost::asio {
class io_context;
}

namespace holdfast::http {
/// What the server answers by itself, before or instead of the handler. The value is the status.
enum class Fault {
  bad_request = 400,
  request_timeout = 408,
  body_too_large = 413,
  target_too_long = 414,
  too_many_requests = 429,
  header_too_large = 431,
  handler_failed = 500,  ///< the handler threw, or dropped its Responder
  overloaded = 503,      ///< too many connections
};
/// Makes the body of such an answer; the server sets status, `Retry-After` and `Connection: close` itself. The request
/// is null when there is none yet.
using FaultPage = std::function<Response(Fault, std::string_view detail, const Request*)>;

struct Limits {
  std::size_t header_bytes = 16 * 1024;  ///< 431 above it
  std::size_t target_bytes = 8 * 1024;   ///< 414 above it
  std::size_t header_fields = 100;
  std::size_t body_bytes = 8 * 1024 * 1024;  ///< 413 above it
  std::size_t connections = 1024;
  std::size_t connections_per_address = 256;         ///< loopback is exempt
  std::chrono::milliseconds header_timeout{10'000};  ///< from the first byte of a request to the end of its head
  std::chrono::milliseconds body_timeout{30'000};
  std::chrono::milliseconds idle_timeout{75'000};
  std::chrono::milliseconds write_timeout{30'000};  ///< a peer that reads nothing of its response for so long
  std::size_t pipelined_in_a_turn = 64;             ///< then other connections get their turn
  double requests_per_second = 2000;                ///< per address; loopback is exempt
  double request_burst = 4000;
  std::size_t websocket_message_bytes = 64 * 1024;
  std::chrono::milliseconds websocket_ping{20'000};  ///< dead when two stay unanswered
};

/// PEM text, not file names.
struct TlsIdentity {
  std::string cert_pem;  ///< the leaf first, then its chain
  std::string key_pem;
  /// Not empty: clients are asked for a certificate of this authority (TLS 1.3 only then). One that is wrong or missing is
  /// the handler's to refuse, by Request::client, so that the answer can say why; nothing is resumed, so each connection
  /// is judged anew.
  std::string client_ca_pem = {};
};

struct Endpoint {
  std::string address = "127.0.0.1";  ///< IPv4 or IPv6 literal
  std::uint16_t port = 0;             ///< 0 takes a free one
  std::optional<TlsIdentity> tls;
};

struct ServerCounters {
  std::uint64_t connections_accepted = 0, requests = 0, faults = 0, bytes_in = 0, bytes_out = 0;
  std::size_t connections_open = 0, websockets_open = 0;
};

/// HTTP/1.1 and WebSocket over TCP or TLS (1.3). Everything, the handler too, runs on the thread that runs
/// `io`, which has to outlive the server. Parsing is strict (strict_head.h): what two parsers could read in two ways is
/// answered 400 and the connection closed.
class Server {
 public:
  Server(boost::asio::io_context& io, Handler handler, FaultPage fault_page = {}, Limits limits = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// Starts to accept; returns the port. Throws std::runtime_error when the address is taken or the identity is bad.
  std::uint16_t listen(const Endpoint& endpoint);
  /// New connections of all TLS listeners use this from now on (renewed certificate).
  void replace_identity(const TlsIdentity& identity);
  /// Accepts no more, closes idle connections and WebSockets (1001), lets running requests answer. On the I/O thread.
  void stop();
  bool idle() const;  ///< no connection is left
  ServerCounters counters() const;

 private:
  class Listener;
  std::shared_ptr<struct ServerState> state_;
  std::vector<std::shared_ptr<Listener>> listeners_;
};
}  // namespace holdfast::http
