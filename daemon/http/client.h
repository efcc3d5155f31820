#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

struct sockaddr;

namespace holdfast::http {
/// The line broke, the peer is not there, did not answer in time, or does not speak HTTP.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Url {
  bool tls = false;
  std::string host;  ///< an IPv6 literal without its brackets
  std::uint16_t port = 80;
  std::string path;  ///< what comes before every target, without a slash at its end; often empty
  /// `http://host:port/path` or `https://…`; throws Failure.
  static Url parse(std::string_view text);
};

/// How the server's certificate is judged. With neither, the system's authorities are asked.
struct TlsTrust {
  std::string ca_pem;       ///< trust these authorities, and check the host name
  std::string pinned_spki;  ///< 64 hexadecimal digits (tls.h, spki_sha256): trust this key and nothing else
  /// 64 hexadecimal digits, SHA-256 of an authority's certificate (DER), which the server has to send in its chain:
  /// trust that one and nothing else, and check the host name. For a first contact, where only the digest is known.
  std::string pinned_authority = {};
  /// Our own certificate and key, PEM, for servers that ask who we are; TLS 1.3 only then.
  std::string own_cert_pem = {};
  std::string own_key_pem = {};
  /// Whoever answers: only for bytes that are held against signed digests anyway.
  bool anyone = false;
};

struct Timeouts {
  std::chrono::milliseconds connect{5'000};
  std::chrono::milliseconds answer{30'000};  ///< between two bytes of an exchange
};

/// The slowest that an exchange may be: after `grace`, with so many bytes more for every second. Who is slow and goes
/// on is waited for; who sends a byte now and then is not. 0: no bound.
struct Pace {
  std::size_t bytes_per_second = 0;
  std::chrono::milliseconds grace{0};
};

/// What a call to somebody else's server must not exceed, besides the waits between bytes.
struct Bounds {
  std::chrono::milliseconds whole{0};               ///< an exchange in all, connecting included; 0: no bound
  std::size_t body_bytes = std::size_t{256} << 20;  ///< of the answer
  bool (*may_connect)(const sockaddr&) = nullptr;   ///< asked of each address that the name leads to
  Pace slowest = {};                                ///< connecting included
};

struct ClientResponse {
  int status = 0;
  Headers headers;
  std::string body;
  std::string_view header(std::string_view name) const { return headers.find(name); }
  bool ok() const { return status >= 200 && status < 300; }
};

/// The answer is larger than it may be; no more of it was read.
struct TooLarge : Failure {
  using Failure::Failure;
};
/// The line broke, or became too slow, in the body: `so_far` is the answer up to there.
struct CutShort : Failure {
  CutShort(const std::string& why, ClientResponse came) : Failure{why}, so_far{std::move(came)} {}
  ClientResponse so_far;
};

/// A blocking HTTP/1.1 client for one server: for command line, replay and load tests, not for the I/O thread. Keeps
/// its connection and connects again when the server has closed it. A request that may have been read is sent a second
/// time only when that cannot do it twice: GET, HEAD, PUT, DELETE, OPTIONS, or any with an Idempotency-Key. One thread.
class Client {
 public:
  explicit Client(Url url, std::optional<TlsTrust> trust = {}, Timeouts timeouts = {}, Bounds bounds = {});
  Client(std::string host, std::uint16_t port, Timeouts timeouts = {});
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();
  /// `target` starts with a slash. Throws Failure; a status is never an exception.
  ClientResponse request(Method method, std::string_view target, const std::vector<ResponseHeader>& headers = {},
                         std::string_view body = {}, std::string_view content_type = "application/json");
  ClientResponse get(std::string_view target, const std::vector<ResponseHeader>& headers = {}) {
    return request(Method::get, target, headers);
  }
  ClientResponse post(std::string_view target, std::string_view body, const std::vector<ResponseHeader>& headers = {}) {
    return request(Method::post, target, headers, body);
  }
  /// Sent with every request, such as Authorization.
  void set_header(std::string name, std::string value);
  /// Of the answers to what is asked from now on, in place of `Bounds::body_bytes`.
  void set_most(std::size_t body_bytes);
  /// Any thread: breaks off what runs, which throws Failure; so does every request after it.
  void cancel();

 private:
  class Exchange;
  std::unique_ptr<Exchange> exchange_;
};

/// A blocking WebSocket client (RFC 6455). One thread.
class WsClient {
 public:
  explicit WsClient(Url url, std::optional<TlsTrust> trust = {}, Timeouts timeouts = {});
  WsClient(WsClient&&) noexcept;
  WsClient& operator=(WsClient&&) noexcept;
  ~WsClient();
  /// Throws Failure, with the status in its text, when the server does not switch.
  void connect(std::string_view target, const std::vector<ResponseHeader>& headers = {});
  void send(std::string_view text);
  /// The next message, or nothing after the timeout; throws Failure once the connection has closed. Pings are answered
  /// here, so a client that never receives is taken for dead.
  std::optional<std::string> receive(std::chrono::milliseconds timeout);
  void close(std::uint16_t code = 1000);
  bool open() const;
  std::uint16_t close_code() const;  ///< what the server said, 1006 when the line broke

 private:
  class Talk;
  std::unique_ptr<Talk> talk_;
};
}  // namespace holdfast::http
