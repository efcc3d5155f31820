#include "link/https_exchange.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>
#include <cstdio>
#include <functional>

#include "link/http_answer.h"

using namespace holdfast;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::ip::tcp;
using link::HttpsAddress;
using State = link::HttpsAnswer::State;
using Trust = HttpsAddress::Trust;

namespace {
/// A card terminal's web side: one connection, one certificate of its own making.
class Terminal {
 public:
  using Stream = asio::ssl::stream<tcp::socket>;
  /// What to do with the connection once its request is there.
  using Answer = std::function<asio::awaitable<void>(Stream&)>;
  explicit Terminal(asio::io_context& io) : io_{io}, acceptor_{io, {asio::ip::address_v4::loopback(), 0}} {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
    const std::unique_ptr<X509, decltype(&X509_free)> certificate{X509_new(), &X509_free};
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* name = X509_get_subject_name(certificate.get());
    const std::string common = "P400Plus-1.test.terminal.example";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(common.data()),
                               static_cast<int>(common.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    REQUIRE(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
    unsigned char digest[32];
    unsigned size = 0;
    X509_digest(certificate.get(), EVP_sha256(), digest, &size);
    for (const unsigned char byte : digest) {
      char two[3];
      std::snprintf(two, sizeof two, "%02x", byte);
      fingerprint += two;
    }
    char path[] = "/tmp/holdfast-ca-XXXXXX";
    FILE* out = ::fdopen(::mkstemp(path), "w");
    PEM_write_X509(out, certificate.get());
    std::fclose(out);
    authority = path;
    SSL_CTX_use_certificate(context_.native_handle(), certificate.get());
    SSL_CTX_use_PrivateKey(context_.native_handle(), key.get());
  }
  ~Terminal() { ::unlink(authority.c_str()); }

  HttpsAddress address(Trust trust) const {
    HttpsAddress out{"127.0.0.1", acceptor_.local_endpoint().port(), "/nexo", trust};
    if (trust == Trust::pinned) out.pin = fingerprint;
    if (trust == Trust::authority) out.file = authority, out.name = ".test.terminal.example";
    return out;
  }
  void serve(Answer answer) { asio::co_spawn(io_, one(std::move(answer)), asio::detached); }

  std::string fingerprint, authority, heard;

 private:
  asio::awaitable<void> one(Answer answer) {
    boost::system::error_code code;
    Stream stream{co_await acceptor_.async_accept(asio::use_awaitable), context_};
    co_await stream.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, code));
    if (code) co_return;
    co_await asio::async_read_until(stream, asio::dynamic_buffer(heard), "}",
                                    asio::redirect_error(asio::use_awaitable, code));
    if (!code) co_await answer(stream);
  }
  asio::io_context& io_;
  tcp::acceptor acceptor_;
  asio::ssl::context context_{asio::ssl::context::tls_server};
};

Terminal::Answer say(std::string text) {
  return [text](Terminal::Stream& stream) -> asio::awaitable<void> {
    co_await asio::async_write(stream, asio::buffer(text), asio::use_awaitable);
    boost::system::error_code ignored;
    char more[16];
    co_await stream.async_read_some(asio::buffer(more),
                                    asio::redirect_error(asio::use_awaitable, ignored));  // until the till hangs up
  };
}

link::HttpsAnswer post(asio::io_context& io, HttpsAddress address, link::HttpsExchange::Limit limit = 5s,
                       const std::function<void(link::HttpsExchange&)>& meanwhile = {}) {
  link::HttpsAnswer answer;
  const auto exchange = link::HttpsExchange::make(io.get_executor(), std::move(address));
  if (meanwhile) meanwhile(*exchange);
  link::HttpsRequest request{"{\"a\":1}", "application/json", {{"x-api-key", "k"}}};
  asio::co_spawn(
      io, [&]() -> asio::awaitable<void> { answer = co_await exchange->post(std::move(request), limit); },
      asio::detached);
  io.run();
  return answer;
}
}  // namespace

TEST_CASE("one body is posted over TLS and one answer read, whoever vouches for the terminal", "[link]") {
  for (const Trust trust : {Trust::pinned, Trust::authority, Trust::nothing}) {
    asio::io_context io;
    Terminal terminal{io};
    terminal.serve(say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{  }"));
    const auto answer = post(io, terminal.address(trust));
    INFO(answer.why);
    CHECK((answer.state == State::answered && answer.status == 200 && answer.body == "{  }"));
    CHECK(answer.certificate_sha256 == terminal.fingerprint);
    CHECK(terminal.heard.starts_with("POST /nexo HTTP/1.1\r\nHost: 127.0.0.1:"));
    CHECK(terminal.heard.find("\r\nx-api-key: k\r\n") != std::string::npos);
    CHECK(terminal.heard.ends_with("\r\n\r\n{\"a\":1}"));
  }
}

TEST_CASE("a stranger is told nothing", "[link]") {
  const auto check_stranger = [](const std::function<HttpsAddress(const Terminal&)>& address) {
    asio::io_context io;
    Terminal terminal{io};
    terminal.serve(say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    const auto answer = post(io, address(terminal));
    CHECK(answer.state == State::not_sent);
    CHECK(answer.why.starts_with("TLS: "));
    CHECK(terminal.heard.empty());
  };
  check_stranger([](const Terminal& terminal) { return terminal.address(Trust::machine); });
  check_stranger([](const Terminal& terminal) {
    auto out = terminal.address(Trust::pinned);
    out.pin[0] = out.pin[0] == '0' ? '1' : '0';
    return out;
  });
  check_stranger([](const Terminal& terminal) {
    auto out = terminal.address(Trust::authority);
    out.name.clear();  // then it must be made out to 127.0.0.1
    return out;
  });
  check_stranger([](const Terminal& terminal) {
    auto out = terminal.address(Trust::authority);
    out.name = ".live.terminal.example";
    return out;
  });
}

TEST_CASE("what may have arrived is lost, what cannot have is not sent", "[link]") {
  SECTION("nobody listens") {
    asio::io_context io;
    std::optional<HttpsAddress> address;
    {
      Terminal terminal{io};
      address = terminal.address(Trust::nothing);
    }
    CHECK(post(io, *address).state == State::not_sent);
  }
  SECTION("the terminal hangs up after the request") {
    asio::io_context io;
    Terminal terminal{io};
    terminal.serve([](Terminal::Stream&) -> asio::awaitable<void> { co_return; });
    CHECK(post(io, terminal.address(Trust::pinned)).state == State::lost);
  }
  SECTION("half an answer, then the line is cut") {
    asio::io_context io;
    Terminal terminal{io};
    terminal.serve([](Terminal::Stream& stream) -> asio::awaitable<void> {
      co_await asio::async_write(stream, asio::buffer(std::string{"HTTP/1.1 200 OK\r\n\r\n{\"half\":"}),
                                 asio::use_awaitable);
    });
    CHECK(post(io, terminal.address(Trust::pinned)).state == State::lost);
  }
  SECTION("an answer larger than any") {
    asio::io_context io;
    Terminal terminal{io};
    terminal.serve(say("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"));
    const auto answer = post(io, terminal.address(Trust::pinned));
    CHECK((answer.state == State::lost && answer.why == "HTTP answer: too large"));
  }
}

TEST_CASE("an exchange ends at its limit, and when nobody waits for it any more its connection is really gone",
          "[link]") {
  SECTION("silence") {
    asio::io_context io;
    Terminal terminal{io};
    terminal.serve(say(""));
    const auto answer = post(io, terminal.address(Trust::pinned), 60ms);
    CHECK((answer.state == State::lost && answer.why == "timed out"));
  }
  SECTION("a terminal that takes the connection and says nothing, not even hello") {
    asio::io_context io;
    Terminal terminal{io};
    const auto answer = post(io, terminal.address(Trust::pinned), 60ms);
    CHECK((answer.state == State::not_sent && answer.why == "timed out"));
  }
  SECTION("cancelled before it begins") {
    asio::io_context io;
    Terminal terminal{io};
    const auto answer =
        post(io, terminal.address(Trust::pinned), 5s, [](link::HttpsExchange& exchange) { exchange.cancel(); });
    CHECK((answer.state == State::not_sent && answer.why == "cancelled"));
  }
  SECTION("cancelled while the customer thinks") {
    asio::io_context io;
    Terminal terminal{io};
    boost::system::error_code seen;
    link::HttpsExchange* under_way = nullptr;
    terminal.serve([&](Terminal::Stream& stream) -> asio::awaitable<void> {
      under_way->cancel();
      char more[16];
      co_await stream.async_read_some(asio::buffer(more), asio::redirect_error(asio::use_awaitable, seen));
    });
    const auto answer =
        post(io, terminal.address(Trust::pinned), 5s, [&](link::HttpsExchange& exchange) { under_way = &exchange; });
    CHECK((answer.state == State::lost && answer.why == "cancelled"));
    CHECK(seen);
  }
}

TEST_CASE("an answer of HTTP reads the same in whatever pieces it comes", "[link]") {
  const std::string head = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nServer: x\r\n";
  for (const std::string& text :
       {head + "content-length: 11\r\n\r\nhello world",
        head + "Transfer-Encoding: Chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nT: u\r\n\r\n"}) {
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      link::HttpAnswerReader reader{100};
      REQUIRE(reader.feed(text.substr(0, cut)));
      CHECK(reader.complete() == (cut == text.size()));
      REQUIRE(reader.feed(text.substr(cut)));
      CHECK((reader.complete() && reader.status() == 200 && reader.body() == "hello world"));
    }
  }
  for (const char* text :
       {"HTTP/2 200\r\n\r\n", "SSH-2.0\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxyz", "HTTP/1.1 101 Switching\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"}) {
    link::HttpAnswerReader reader{100};
    INFO(text);
    CHECK_FALSE(reader.feed(text));
  }
}

TEST_CASE("addresses of HTTPS devices read as they are written", "[link]") {
  const std::string pin(64, 'a');
  for (const std::string& text :
       {std::string{"https://192.168.1.60:8443/nexo"}, "https://[fe80::1]:8443/nexo?sha256=" + pin,
        std::string{"https://t.example:443/?ca=/etc/holdfast/t.pem&name=.live.terminal.example"},
        std::string{"https://t:1/x?verify=none"}}) {
    const auto address = link::parse_https_address(text);
    INFO(text);
    REQUIRE(address);
    CHECK(link::to_string(*address) == text);
  }
  CHECK(link::parse_https_address("https://t")->port == 443);
  CHECK(link::parse_https_address("https://t?sha256=" + std::string(32, 'A') + ":" + std::string(32, 'A'))->pin == pin);
  for (const char* text : {"http://t/", "https://", "https://u@t/", "https://t/?sha256=00", "https://t/?verify=some",
                           "https://t/?name=x", "https://t/?ca=x.pem", "https://t:0/", "https://t:70000/",
                           "https://t/?verify=none&ca=/x", "https://t/#x", "tcp://t:1"}) {
    INFO(text);
    CHECK_FALSE(link::parse_https_address(text));
  }
}
