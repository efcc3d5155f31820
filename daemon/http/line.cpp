#include "http/line.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "http/tls.h"

namespace holdfast::http {
namespace {
using Addresses = std::unique_ptr<addrinfo, Ends<freeaddrinfo>>;

Addresses resolve(const Url& url) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(url.host.c_str(), std::to_string(url.port).c_str(), &hints, &found);
  if (error != 0) throw Failure("cannot find " + url.host + ": " + gai_strerror(error));
  return Addresses(found);
}

std::string certificate_pem(SSL* ssl) {
  const std::unique_ptr<X509, Ends<X509_free>> certificate(SSL_get1_peer_certificate(ssl));
  const std::unique_ptr<BIO, Ends<BIO_free_all>> bio(BIO_new(BIO_s_mem()));
  if (!certificate || PEM_write_bio_X509(bio.get(), certificate.get()) != 1)
    throw Failure("the server has no certificate");
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}
}  // namespace

Line::Line(const Url& url, SSL_CTX* context, const TlsTrust& trust, const Timeouts& timeouts,
           std::optional<Clock::time_point> deadline, bool (*may_connect)(const sockaddr&),
           const std::atomic<bool>* given_up)
    : answer_timeout_{timeouts.answer}, deadline_{deadline}, given_up_{given_up} {
  try {
    connect(url, timeouts.connect, may_connect);
    if (url.tls) secure(url, context, trust, timeouts.connect);
    given_up_ = nullptr;
  } catch (...) {
    ssl_.reset();
    if (socket_ >= 0) ::close(socket_);
    throw;
  }
}

Line::~Line() {
  if (ssl_) {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }
  ssl_.reset();
  ::close(socket_);
}

void Line::connect(const Url& url, std::chrono::milliseconds timeout, bool (*may_connect)(const sockaddr&)) {
  const Addresses addresses = resolve(url);
  std::string why = "no address";
  for (const addrinfo* at = addresses.get(); at != nullptr; at = at->ai_next) {
    if (may_connect != nullptr && !may_connect(*at->ai_addr)) {
      why = "its address may not be called from here";
      continue;
    }
    socket_ = ::socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0) continue;
    int error = ::connect(socket_, at->ai_addr, at->ai_addrlen) == 0 ? 0 : errno;
    if (error == EINPROGRESS) {
      socklen_t size = sizeof error;
      if (!wait(POLLOUT, timeout))
        error = ETIMEDOUT;
      else
        ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
    }
    if (error == 0) {
      const int on = 1;
      ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      return;
    }
    why = std::strerror(error);
    ::close(socket_);
    socket_ = -1;
  }
  throw Failure("cannot connect to " + url.host + " port " + std::to_string(url.port) + ": " + why);
}

void Line::secure(const Url& url, SSL_CTX* context, const TlsTrust& trust, std::chrono::milliseconds timeout) {
  ssl_ = tls_over(context, socket_);
  in6_addr address{};
  const bool literal =
      inet_pton(AF_INET, url.host.c_str(), &address) == 1 || inet_pton(AF_INET6, url.host.c_str(), &address) == 1;
  if (literal) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_.get()), url.host.c_str());
  } else {
    SSL_set_tlsext_host_name(ssl_.get(), url.host.c_str());
    SSL_set1_host(ssl_.get(), url.host.c_str());
  }
  SSL_set_connect_state(ssl_.get());
  for (;;) {
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_.get());
    if (result == 1) break;
    if (wait_for_tls(result, timeout)) continue;
    const long verdict = SSL_get_verify_result(ssl_.get());
    throw Failure(verdict == X509_V_OK ? tls_error("TLS handshake failed")
                                       : std::string("the server's certificate is not trusted: ") +
                                             X509_verify_cert_error_string(verdict));
  }
  if (!trust.pinned_spki.empty() && spki_sha256(certificate_pem(ssl_.get())) != trust.pinned_spki)
    throw Failure("the server's key is not the pinned one");
}

bool Line::wait(short events, std::chrono::milliseconds timeout) const {
  if (deadline_) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline_ - Clock::now());
    timeout = std::min(timeout, left);
    if (timeout.count() <= 0) return false;
  }
  constexpr std::chrono::milliseconds glance{50};
  const auto end = Clock::now() + timeout;
  for (;;) {
    if (given_up_ != nullptr && *given_up_) return false;
    const auto left = std::max(std::chrono::milliseconds{0}, std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()));
    pollfd entry{socket_, events, 0};
    const int result = ::poll(&entry, 1, static_cast<int>((given_up_ != nullptr ? std::min(left, glance) : left).count()));
    if (result > 0) return true;
    if (result < 0 ? errno != EINTR : Clock::now() >= end) return false;
  }
}

/// False when the call failed for good or nothing came in time.
bool Line::wait_for_tls(int result, std::chrono::milliseconds timeout) const {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return wait(POLLIN, timeout);
    case SSL_ERROR_WANT_WRITE:
      return wait(POLLOUT, timeout);
    default:
      return false;
  }
}

void Line::write(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t count = 0;
    if (ssl_) {
      ERR_clear_error();
      const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &count);
      if (result != 1 && !wait_for_tls(result, answer_timeout_)) throw Failure("the connection broke while sending");
    } else {
      const ssize_t result = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (result >= 0)
        count = static_cast<std::size_t>(result);
      else if (errno != EAGAIN && errno != EINTR)
        throw Failure(std::string("the connection broke while sending: ") + std::strerror(errno));
      else if (!wait(POLLOUT, answer_timeout_))
        throw Failure("the server takes no more bytes");
    }
    bytes.remove_prefix(count);
  }
}

Line::Got Line::read(std::string& to, std::chrono::milliseconds timeout) {
  constexpr std::size_t room = 16 * 1024;
  char bytes[room];
  for (;;) {
    if (ssl_) {
      std::size_t count = 0;
      ERR_clear_error();
      const int result = SSL_read_ex(ssl_.get(), bytes, room, &count);
      if (result == 1) return to.append(bytes, count), Got::bytes;
      const int error = SSL_get_error(ssl_.get(), result);
      ended_cleanly_ = error == SSL_ERROR_ZERO_RETURN;
      if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) return Got::closed;
      if (!wait(error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, timeout)) return Got::timeout;
      continue;
    }
    const ssize_t result = ::recv(socket_, bytes, room, 0);
    if (result > 0) return to.append(bytes, static_cast<std::size_t>(result)), Got::bytes;
    ended_cleanly_ = result == 0;
    if (result == 0 || (errno != EAGAIN && errno != EINTR)) return Got::closed;
    if (!wait(POLLIN, timeout)) return Got::timeout;
  }
}

void Line::break_off() { ::shutdown(socket_, SHUT_RDWR); }

bool Line::stale() const {
  if (ssl_ && SSL_pending(ssl_.get()) > 0) return true;
  char byte = 0;
  const ssize_t result = ::recv(socket_, &byte, 1, MSG_PEEK);
  // TLS tickets arrive unasked and are no reason to drop the line.
  return result == 0 || (result > 0 && !ssl_) || (result < 0 && errno != EAGAIN);
}
}  // namespace holdfast::http
