#include "http/client.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "http/test_server.h"
#include "http/tls.h"

namespace holdfast::http {
namespace {
Instant real_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}
/// The authority takes a moment to make, so the tests share one.
const Credential& store_ca() {
  static const Credential ca = make_store_ca("Holdfast store", real_now());
  return ca;
}
TlsIdentity identity(const CertificateNames& names = {}) {
  const Credential issued = issue_server_certificate(store_ca(), names, real_now());
  return {issued.cert_pem, issued.key_pem};
}
}  // namespace

TEST_CASE("a URL gives host, port and path", "[http]") {
  const Url plain = Url::parse("http://shop.example:8080/base/");
  CHECK((plain.host == "shop.example" && plain.port == 8080 && plain.path == "/base" && !plain.tls));
  const Url six = Url::parse("https://[::1]");
  CHECK((six.host == "::1" && six.port == 443 && six.path.empty() && six.tls));
  for (const char* bad :
       {"shop", "ftp://a", "http://", "http://a:0", "http://a:x", "http://a:70000", "http://[::1", "http://a:1x"})
    CHECK_THROWS_AS(Url::parse(bad), Failure);
}

TEST_CASE("the client keeps its connection and sends bodies and headers", "[http]") {
  TestServer server{echo};
  Client client{"127.0.0.1", server.port()};
  for (int i = 0; i < 20; ++i) CHECK(client.get("/" + std::to_string(i)).body == "GET /" + std::to_string(i) + " .");
  const ClientResponse response = client.post("/x", "{}");
  CHECK(response.ok());
  CHECK(response.body == "POST /x {}.");
  CHECK(response.header("content-type") == "text/plain");
  CHECK(client.request(Method::head, "/x").body.empty());
  CHECK(client.request(Method::delete_, "/x").status == 200);
  CHECK(server.counters().connections_accepted == 1);
}

TEST_CASE("the client connects again when the server has closed its idle connection", "[http]") {
  Limits limits;
  limits.idle_timeout = std::chrono::milliseconds{40};
  TestServer server{echo, limits};
  Client client{"127.0.0.1", server.port()};
  client.get("/");
  std::this_thread::sleep_for(std::chrono::milliseconds{150});
  CHECK(client.post("/again", "x").body == "POST /again x.");
  CHECK(server.counters().connections_accepted == 2);
}

TEST_CASE("a missing server, and one that says nothing, are failures in time", "[http]") {
  std::uint16_t free_port = 0;
  {
    TestServer server{echo};
    free_port = server.port();
  }
  Client nobody{"127.0.0.1", free_port};
  CHECK_THROWS_AS(nobody.get("/"), Failure);
  std::optional<Responder> kept;
  TestServer silent{[&kept](Request&&, Responder&& responder) { kept.emplace(std::move(responder)); }};
  Client client{"127.0.0.1", silent.port(), Timeouts{std::chrono::milliseconds{1000}, std::chrono::milliseconds{50}}};
  CHECK_THROWS_AS(client.get("/"), Failure);
  silent.on_io([&kept] { kept.reset(); });
}

TEST_CASE("TLS goes round with the store's authority or the pinned key, and with nothing else", "[http]") {
  const TlsIdentity ours = identity();
  TestServer server{echo, {}, ours};
  Client client{server.url(true), TlsTrust{store_ca().cert_pem, {}}};
  const std::string large(3'000'000, 'b');
  CHECK(client.get("/a").body == "GET /a .");
  CHECK(client.post("/b", large).body.size() == large.size() + 9);
  CHECK(server.counters().connections_accepted == 1);
  Client named{Url{true, "localhost", server.port(), {}}, TlsTrust{store_ca().cert_pem, {}}};
  CHECK(named.get("/").ok());
  Client pinned{server.url(true), TlsTrust{{}, spki_sha256(ours.cert_pem)}};
  CHECK(pinned.get("/").ok());
  Client wrong_pin{server.url(true), TlsTrust{{}, std::string(64, '0')}};
  CHECK_THROWS_AS(wrong_pin.get("/"), Failure);
  Client system{server.url(true)};
  CHECK_THROWS_AS(system.get("/"), Failure);
  Client other_store{server.url(true), TlsTrust{make_store_ca("another", real_now()).cert_pem, {}}};
  CHECK_THROWS_AS(other_store.get("/"), Failure);
  Client plain{"127.0.0.1", server.port()};
  CHECK_THROWS_AS(plain.get("/"), Failure);
}

TEST_CASE("a renewed certificate is used from the next connection on", "[http]") {
  TestServer server{echo, {}, identity()};
  const TlsIdentity renewed = identity();
  server.on_io([&] { server.server().replace_identity(renewed); });
  Client pinned{server.url(true), TlsTrust{{}, spki_sha256(renewed.cert_pem)}};
  CHECK(pinned.get("/").ok());
}

TEST_CASE("a client holds somebody else's server to its bounds", "[http]") {
  std::optional<Responder> kept;
  TestServer server{[&kept](Request&& request, Responder&& responder) {
    if (request.path() == "/silent") return kept.emplace(std::move(responder)), void();
    responder.respond({200, "text/plain", std::string(2000, 'x'), {}});
  }};
  const auto client = [&](Bounds bounds) { return Client{server.url(), {}, {}, bounds}; };
  CHECK(client({std::chrono::seconds{5}, 2000}).get("/").ok());
  CHECK_THROWS_WITH(client({std::chrono::seconds{5}, 1999}).get("/"), Catch::Contains("too large"));
  const auto nobody = [](const sockaddr&) { return false; };
  CHECK_THROWS_WITH(client({std::chrono::seconds{5}, 2000, nobody}).get("/"), Catch::Contains("may not be called"));
  const auto began = std::chrono::steady_clock::now();
  CHECK_THROWS_AS(client({std::chrono::milliseconds{60}, 2000}).get("/silent"), Failure);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{5});
  server.on_io([&kept] { kept.reset(); });
}

TEST_CASE("a call that waits for a connection is broken off at once", "[http]") {
  // The kernel takes the connection, and nobody ever speaks TLS on it.
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(listener, reinterpret_cast<const sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(listener, 8) == 0);
  REQUIRE(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  TlsTrust trust;
  trust.ca_pem = store_ca().cert_pem;
  Client client{Url::parse("https://127.0.0.1:" + std::to_string(ntohs(address.sin_port))), trust,
                {std::chrono::seconds{30}, std::chrono::seconds{30}}};
  std::atomic<bool> asking{false};
  std::chrono::steady_clock::time_point ended;
  std::thread caller{[&] {
    asking = true;
    CHECK_THROWS_AS(client.get("/"), Failure);
    ended = std::chrono::steady_clock::now();
  }};
  // Only once the connection is there is the wait the one that is meant.
  pollfd waiting{listener, POLLIN, 0};
  REQUIRE(::poll(&waiting, 1, 10'000) == 1);
  const auto began = std::chrono::steady_clock::now();
  client.cancel();
  caller.join();
  ::close(listener);
  CHECK(asking);
  CHECK(ended - began < std::chrono::milliseconds{200});
}
}  // namespace holdfast::http
