#include "link/https_exchange.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <optional>
#include <span>

#include "link/http_answer.h"
#include "link/resolve.h"

namespace holdfast::link {
namespace {
namespace asio = boost::asio;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using Code = boost::system::error_code;
using State = HttpsAnswer::State;

std::string hex(std::span<const unsigned char> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : bytes) out.append({digits[byte >> 4U], digits[byte & 15U]});
  return out;
}
bool in_figures(const std::string& host) {
  Code code;
  asio::ip::make_address(host, code);
  return !code;
}

class Exchange final : public HttpsExchange {
 public:
  Exchange(asio::any_io_executor executor, HttpsAddress address)
      : executor_{std::move(executor)}, address_{std::move(address)}, timer_{executor_} {}

  asio::awaitable<HttpsAnswer> post(HttpsRequest request, Limit limit) override {
    const auto self = shared_from_this();
    until_ = std::chrono::steady_clock::now() + limit;
    timer_.expires_at(until_);
    timer_.async_wait([weak = weak_from_this()](Code code) {
      const auto alive = code ? nullptr : weak.lock();
      if (alive) static_cast<Exchange&>(*alive).end("timed out");
    });
    HttpsAnswer answer = co_await run(std::move(request));
    timer_.cancel();
    if (!ended_.empty() && answer.state != State::answered) answer.why = ended_;
    close();
    co_return answer;
  }

  void cancel() override { end("cancelled"); }

 private:
  void end(std::string why) {
    if (!ended_.empty()) return;
    ended_ = std::move(why);
    timer_.cancel();
    close();
  }
  /// With a reset: nothing that the kernel still holds may leave afterwards.
  void close() {
    if (!stream_) return;
    Code ignored;
    auto& socket = stream_->lowest_layer();
    socket.set_option(asio::socket_base::linger{true, 0}, ignored);
    socket.close(ignored);
  }
  HttpsAnswer failed(State state, std::string why) const { return {state, 0, {}, std::move(why), certificate_}; }
  Limit left() const { return std::chrono::duration_cast<Limit>(until_ - std::chrono::steady_clock::now()); }

  asio::awaitable<HttpsAnswer> run(HttpsRequest request) {
    for (const auto& [name, value] : request.fields)
      if ((name + value).find_first_of("\r\n") != std::string::npos)
        co_return failed(State::not_sent, name + " has a line's end in it");
    if (auto why = set_up()) co_return failed(State::not_sent, *why);
    if (auto why = co_await connect()) co_return failed(State::not_sent, *why);
    const std::string bytes = head_of(request) + request.body;
    Code code;
    if (!ended_.empty()) co_return failed(State::not_sent, ended_);
    co_await asio::async_write(*stream_, asio::buffer(bytes), redirect_error(use_awaitable, code));
    if (code) co_return failed(State::lost, code.message());
    co_return co_await read_answer();
  }

  /// Makes context and stream; why not, if not.
  std::optional<std::string> set_up() {
    Code code;
    context_.emplace(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(context_->native_handle(), TLS1_2_VERSION);
    if (address_.trust == HttpsAddress::Trust::machine) context_->set_default_verify_paths(code);
    if (address_.trust == HttpsAddress::Trust::authority) context_->load_verify_file(address_.file, code);
    if (code) return address_.file + ": " + code.message();
    stream_.emplace(executor_, *context_);
    const bool chain =
        address_.trust == HttpsAddress::Trust::machine || address_.trust == HttpsAddress::Trust::authority;
    stream_->set_verify_mode(chain ? asio::ssl::verify_peer : asio::ssl::verify_none, code);
    if (!in_figures(address_.host))
      SSL_ctrl(stream_->native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, address_.host.data());
    return code ? std::optional{code.message()} : std::nullopt;
  }

  asio::awaitable<std::optional<std::string>> connect() {
    const Resolved found = co_await resolve(address_.host, address_.port, left());
    Code code = found.code;
    tcp::socket& socket = stream_->next_layer();
    for (const tcp::endpoint& endpoint : found.endpoints) {
      if (!ended_.empty()) break;
      Code ignored;
      socket.close(ignored);
      co_await socket.async_connect(endpoint, redirect_error(use_awaitable, code));
      if (!code) break;
    }
    if (!ended_.empty()) co_return ended_;
    if (code) co_return code.message();
    socket.set_option(tcp::no_delay{true}, code);
    co_await stream_->async_handshake(asio::ssl::stream_base::client, redirect_error(use_awaitable, code));
    if (!ended_.empty()) co_return ended_;
    if (code) co_return "TLS: " + verdict(code);
    co_return stranger();
  }
  std::string verdict(const Code& code) {
    const long result = SSL_get_verify_result(stream_->native_handle());
    return result == X509_V_OK || address_.trust == HttpsAddress::Trust::pinned ? code.message()
                                                                                : X509_verify_cert_error_string(result);
  }

  /// Whether it is who it must be, before it is told anything; what is wrong, if not.
  std::optional<std::string> stranger() {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate{SSL_get1_peer_certificate(stream_->native_handle()),
                                                                  &X509_free};
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (!certificate || X509_digest(certificate.get(), EVP_sha256(), digest, &size) != 1)
      return "TLS: it has no certificate";
    certificate_ = hex({digest, size});
    switch (address_.trust) {
      case HttpsAddress::Trust::nothing:
        return std::nullopt;
      case HttpsAddress::Trust::pinned:
        return certificate_ == address_.pin
                   ? std::nullopt
                   : std::optional<std::string>{"TLS: its certificate is another than the pinned one: " + certificate_};
      case HttpsAddress::Trust::machine:
      case HttpsAddress::Trust::authority:
        break;
    }
    const std::string& name = address_.name.empty() ? address_.host : address_.name;
    const bool match = name == "*" || (in_figures(name) ? X509_check_ip_asc(certificate.get(), name.c_str(), 0) == 1
                                                        : X509_check_host(certificate.get(), name.data(), name.size(),
                                                                          0, nullptr) == 1);
    return match ? std::nullopt : std::optional<std::string>{"TLS: its certificate is not made out to " + name};
  }

  std::string head_of(const HttpsRequest& request) const {
    const bool bare_v6 = address_.host.find(':') != std::string::npos;
    std::string head =
        "POST " + address_.path + " HTTP/1.1\r\nHost: " + (bare_v6 ? "[" + address_.host + "]" : address_.host) +
        (address_.port == 443 ? "" : ":" + std::to_string(address_.port)) +
        "\r\nContent-Type: " + request.content_type + "\r\nContent-Length: " + std::to_string(request.body.size()) +
        "\r\nConnection: close\r\nAccept: */*\r\n";
    for (const auto& [name, value] : request.fields) head.append(name).append(": ").append(value).append("\r\n");
    return head + "\r\n";
  }

  asio::awaitable<HttpsAnswer> read_answer() {
    HttpAnswerReader reader{most_answer};
    char bytes[4096];
    while (!reader.complete()) {
      Code code;
      const std::size_t got =
          co_await stream_->async_read_some(asio::buffer(bytes), redirect_error(use_awaitable, code));
      if (!ended_.empty()) co_return failed(State::lost, ended_);
      Result<> taken = reader.feed({bytes, got});
      // Only TLS's own goodbye ends an answer of unknown length: a cut line must not pass for a short answer.
      if (taken && code == asio::error::eof) taken = reader.end();
      if (!taken) co_return failed(State::lost, taken.error().detail);
      if (code && !reader.complete()) co_return failed(State::lost, code.message());
    }
    co_return HttpsAnswer{State::answered, reader.status(), reader.body(), {}, certificate_};
  }

  asio::any_io_executor executor_;
  HttpsAddress address_;
  asio::steady_timer timer_;
  std::chrono::steady_clock::time_point until_;
  std::optional<asio::ssl::context> context_;
  std::optional<asio::ssl::stream<tcp::socket>> stream_;
  std::string certificate_;
  std::string ended_;  // why, once it is
};
}  // namespace

std::shared_ptr<HttpsExchange> HttpsExchange::make(asio::any_io_executor executor, HttpsAddress address) {
  return std::make_shared<Exchange>(std::move(executor), std::move(address));
}
}  // namespace holdfast::link
