#include "http/wire.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace holdfast::http {
namespace {
constexpr std::size_t record_size = 16 * 1024;
Wire::Io failed(Wire::Io would_block) {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? would_block : Wire::Io::closed;
}
}  // namespace

Wire::Wire(boost::asio::ip::tcp::socket socket, SSL_CTX* context) : socket_{std::move(socket)} {
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
  if (context == nullptr) return;
  ssl_ = tls_over(context, socket_.native_handle());
  SSL_set_accept_state(ssl_.get());
}

Wire::Io Wire::tls_result(int result) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return Io::want_read;
    case SSL_ERROR_WANT_WRITE:
      return Io::want_write;
    default:
      ERR_clear_error();
      return Io::closed;
  }
}

Wire::Io Wire::handshake() {
  if (!ssl_) return Io::done;
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl_.get());
  return result == 1 ? Io::done : tls_result(result);
}

std::shared_ptr<const ClientCertificate> Wire::client_certificate() const {
  if (!ssl_) return {};
  const std::unique_ptr<X509, Ends<X509_free>> certificate(SSL_get1_peer_certificate(ssl_.get()));
  if (!certificate) return {};
  const std::unique_ptr<BIO, Ends<BIO_free_all>> bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_X509(bio.get(), certificate.get()) != 1) return {};
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  const auto shown = std::make_shared<ClientCertificate>();
  shown->pem.assign(data, static_cast<std::size_t>(size));
  if (const long verdict = SSL_get_verify_result(ssl_.get()); verdict != X509_V_OK)
    shown->trouble = X509_verify_cert_error_string(verdict);
  return shown;
}

Wire::Io Wire::read(char* to, std::size_t room, std::size_t& count) {
  count = 0;
  if (ssl_) {
    ERR_clear_error();
    const int result = SSL_read_ex(ssl_.get(), to, room, &count);
    return result == 1 ? Io::done : tls_result(result);
  }
  const ssize_t result = ::recv(socket_.native_handle(), to, room, 0);
  if (result < 0) return failed(Io::want_read);
  count = static_cast<std::size_t>(result);
  return result == 0 ? Io::closed : Io::done;
}

Wire::Io Wire::write(std::span<const std::string_view> pieces, std::size_t& count) {
  count = 0;
  if (ssl_) {
    std::string_view bytes = pieces.front();
    if (pieces.size() > 1) {
      record_.clear();
      for (const std::string_view piece : pieces) record_.append(piece.substr(0, record_size - record_.size()));
      bytes = record_;
    }
    ERR_clear_error();
    const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &count);
    return result == 1 ? Io::done : tls_result(result);
  }
  std::array<iovec, 64> parts;
  const std::size_t used = std::min(pieces.size(), parts.size());
  for (std::size_t i = 0; i < used; ++i) parts[i] = {const_cast<char*>(pieces[i].data()), pieces[i].size()};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = used;
  const ssize_t result = ::sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL);
  if (result < 0) return failed(Io::want_write);
  count = static_cast<std::size_t>(result);
  return Io::done;
}

void Wire::end_writing() {
  if (ssl_ && SSL_is_init_finished(ssl_.get())) {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }
  boost::system::error_code ignored;
  socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
}

void Wire::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}
}  // namespace holdfast::http
