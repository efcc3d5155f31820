#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "http/tls_context.h"

namespace holdfast::http {
/// A connected non-blocking socket, plain or TLS, behind one set of calls that never wait: each says what it would have
/// to wait for, and the owner waits on socket(). Writing at once instead of through the reactor saves a turn of the
/// event loop for nearly every response.
class Wire {
 public:
  enum class Io { done, want_read, want_write, closed };
  Wire(boost::asio::ip::tcp::socket socket, SSL_CTX* context);
  bool tls() const { return ssl_ != nullptr; }
  boost::asio::ip::tcp::socket& socket() { return socket_; }
  /// TLS may hold bytes that the socket no longer has: no waiting for the socket then.
  bool holds_input() const { return ssl_ && SSL_has_pending(ssl_.get()) == 1; }
  Io handshake();
  /// After the handshake: what the client showed, null when that is nothing.
  std::shared_ptr<const ClientCertificate> client_certificate() const;
  Io read(char* to, std::size_t room, std::size_t& count);
  /// Writes a prefix of the pieces one after the other, in one system call or one TLS record.
  Io write(std::span<const std::string_view> pieces, std::size_t& count);
  /// Tells the peer that nothing more will come; reading goes on.
  void end_writing();
  void close();

 private:
  Io tls_result(int result);
  boost::asio::ip::tcp::socket socket_;
  Ssl ssl_;
  std::string record_;  // TLS takes one piece of memory only
};
}  // namespace holdfast::http
