#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::http {
enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options, other };
std::string_view to_string(Method method);

/// Header fields in the order they came. Names compare without regard to case (RFC 9110, section 5.1). All text lives
/// in one buffer, so a request costs two allocations here however many fields it has; views last as long as the object.
class Headers {
 public:
  struct Field {
    std::string_view name, value;
  };
  void add(std::string_view name, std::string_view value);
  /// The first field of that name, empty when there is none.
  std::string_view find(std::string_view name) const;
  bool contains(std::string_view name) const;
  /// True when a field of that name lists `token` (comma-separated, without regard to case).
  bool lists(std::string_view name, std::string_view token) const;
  std::size_t size() const { return slots_.size(); }
  bool empty() const { return slots_.empty(); }
  Field operator[](std::size_t index) const;
  void reserve(std::size_t fields, std::size_t bytes);
  void clear();

 private:
  struct Slot {
    std::uint32_t name, value, end;  // offsets into text_; the value follows the name
  };
  std::string text_;
  std::vector<Slot> slots_;
};

/// What the other end of a TLS connection showed of itself, where the listener asks for it (server.h).
struct ClientCertificate {
  std::string pem;
  std::string trouble;  ///< why it is not to be trusted; empty: it is of the listener's authority and within its time
};

struct Request {
  Method method = Method::get;
  std::string target;  ///< as sent: `/v1/products?q=tea`, rarely `http://host/…` or `*`
  Headers headers;
  std::string body;
  std::vector<std::string> params;  ///< path parameters, percent-decoded, in the order of the route's pattern
  std::string peer_address;         ///< text of the IP address, without port
  bool loopback = false;
  bool tls = false;
  std::uint8_t minor_version = 1;  ///< HTTP/1.x
  std::shared_ptr<const ClientCertificate> client = {};  ///< null: none was asked for, or none shown

  std::string_view path() const;   ///< raw (still percent-encoded), never empty
  std::string_view query() const;  ///< raw, without the question mark
  /// Empty when absent; without regard to case.
  std::string_view header(std::string_view name) const { return headers.find(name); }
  /// Percent-decoded (`+` is a space); nothing when absent or wrongly encoded.
  std::optional<std::string> query_value(std::string_view name) const;
  bool is_websocket_upgrade() const;
};

struct ResponseHeader {
  std::string name, value;
};

/// Content-Length, Date and Connection are the server's to write; a handler never sets them.
struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<ResponseHeader> headers;
  // Instead of `body`: bytes that are sent from where they are, of the program itself or kept alive by `body_owner`.
  std::string_view borrowed_body = {};
  std::shared_ptr<const void> body_owner = {};
};

/// Nothing when a `%` is not followed by two hexadecimal digits or the result has a NUL.
std::optional<std::string> percent_decode(std::string_view text);
std::string percent_encode(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string_view reason_phrase(int status);

class Session;
class WebSocket;

/// The one answer a request gets. Move-only; respond() or upgrade() exactly once, from any thread while the io_context
/// lives (calls off the I/O thread are posted to it). Dropped without an answer, the client gets 500.
class Responder {
 public:
  Responder(std::shared_ptr<Session> session, std::uint64_t exchange);
  Responder(Responder&&) noexcept = default;
  Responder& operator=(Responder&& other) noexcept;
  ~Responder();
  void respond(Response response);
  /// Answers 101 and hands the socket over on the I/O thread; only for a request with is_websocket_upgrade(). The
  /// handler has to have authenticated it. `subprotocol` is echoed when not empty.
  void upgrade(std::function<void(std::shared_ptr<WebSocket>)> opened, std::string subprotocol = {});
  bool answered() const { return session_ == nullptr; }

 private:
  void drop();
  std::shared_ptr<Session> session_;
  std::uint64_t exchange_ = 0;
};

using Handler = std::function<void(Request&&, Responder&&)>;
}  // namespace holdfast::http
