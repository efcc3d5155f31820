#include "http/websocket.h"

#include <atomic>
#include <catch2/catch.hpp>

#include "http/test_server.h"
#include "http/tls.h"
#include "http/ws_frame.h"

namespace holdfast::http {
namespace {
using namespace std::chrono_literals;
struct Seen {
  std::shared_ptr<WebSocket> socket;
  std::atomic<int> closed_with = 0;
};
/// Echoes every message; the last socket and its close code are kept in `seen`.
Handler echo_socket(Seen& seen) {
  return [&seen](Request&& request, Responder&& responder) {
    if (!request.is_websocket_upgrade()) return responder.respond(Response{426, {}, {}, {}, {}});
    if (request.header("Authorization") != "Bearer t") return responder.respond(Response{401, {}, {}, {}, {}});
    responder.upgrade([&seen](std::shared_ptr<WebSocket> socket) {
      seen.socket = socket;
      socket->on_message(
          [raw = socket.get()](std::string_view text) { raw->send(std::make_shared<const std::string>(text)); });
      socket->on_closed([&seen](std::uint16_t code) { seen.closed_with = code; });
    });
  };
}
const std::vector<ResponseHeader> token{{"Authorization", "Bearer t"}};
bool becomes(const std::atomic<int>& value, int wanted) {
  for (int i = 0; i < 500 && value != wanted; ++i) std::this_thread::sleep_for(10ms);
  return value == wanted;
}
const std::string raw_handshake =
    "GET /stream HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer t\r\nUpgrade: websocket\r\nConnection: keep-alive, "
    "Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}  // namespace

TEST_CASE("messages go back and forth and the client's close code arrives", "[http]") {
  Seen seen;
  TestServer server{echo_socket(seen)};
  WsClient client{server.url()};
  client.connect("/stream", token);
  for (const std::size_t size : {0U, 1U, 125U, 126U, 4096U, 65'535U, 65'536U}) {
    client.send(std::string(size, 'm'));
    CHECK(client.receive(5s) == std::string(size, 'm'));
  }
  CHECK_FALSE(client.receive(10ms));
  CHECK(server.counters().websockets_open == 1);
  client.close(1000);
  CHECK(becomes(seen.closed_with, 1000));
  server.on_io([&seen] { seen.socket.reset(); });
  CHECK(server.counters().connections_open == 0);
}

TEST_CASE("the handler decides before the socket opens", "[http]") {
  Seen seen;
  TestServer server{echo_socket(seen)};
  WsClient client{server.url()};
  CHECK_THROWS_WITH(client.connect("/stream"), Catch::Contains("401"));
  RawPeer peer{server.port()};
  peer.send(
      "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nAuthorization: Bearer "
      "t\r\nSec-WebSocket-Version: 8\r\n\r\n");
  CHECK(peer.read_all().starts_with("HTTP/1.1 400 "));
}

TEST_CASE("the handshake is the one of RFC 6455 and frames right behind it are read", "[http]") {
  Seen seen;
  TestServer server{echo_socket(seen)};
  RawPeer peer{server.port()};
  peer.send(raw_handshake + "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");
  const std::string got = peer.read_until("Hello");
  CHECK(got.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") != got.npos);
  CHECK(got.ends_with("\x81\x05Hello"));
  peer.send("\x81\x05Hello");  // not masked
  CHECK(peer.read_all() == std::string("\x88\x02\x03\xea"));
  CHECK(becomes(seen.closed_with, close_code::protocol_error));
  server.on_io([&seen] { seen.socket.reset(); });
}

TEST_CASE("a message that is too large ends the socket with 1009", "[http]") {
  Seen seen;
  TestServer server{echo_socket(seen)};
  WsClient client{server.url()};
  client.connect("/stream", token);
  client.send(std::string(65'537, 'm'));
  CHECK_THROWS_AS(client.receive(5s), Failure);
  CHECK(becomes(seen.closed_with, close_code::too_big));
  server.on_io([&seen] { seen.socket.reset(); });
}

TEST_CASE("a slow reader's queue is seen to grow and can be dropped, in order and whole until then", "[http]") {
  Seen seen;
  TestServer server{echo_socket(seen)};
  RawPeer slow{server.port(), 4096};
  slow.send(raw_handshake);
  slow.read_until("\r\n\r\n");
  const auto event = std::make_shared<const std::string>(100'000, 'e');
  std::size_t queued = 0;
  for (int i = 0; i < 200 && queued < 4'000'000; ++i)
    server.on_io([&] {
      seen.socket->send(event);
      queued = seen.socket->queued_bytes();
    });
  CHECK(queued >= 4'000'000);
  CHECK(event.use_count() > 30);  // shared, not copied
  server.on_io([&seen] { seen.socket->abort(); });
  CHECK(becomes(seen.closed_with, close_code::abnormal));
  server.on_io([&seen] { seen.socket.reset(); });
  CHECK(event.use_count() == 1);
}

TEST_CASE("a queue drains in order once the reader reads, over TLS too", "[http]") {
  Seen seen;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const Instant at{std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
  const Credential ca = make_store_ca("store", at), leaf = issue_server_certificate(ca, {}, at);
  for (const bool tls : {false, true}) {
    TestServer server{
        echo_socket(seen), {}, tls ? std::optional(TlsIdentity{leaf.cert_pem, leaf.key_pem}) : std::nullopt};
    WsClient client{server.url(tls), TlsTrust{ca.cert_pem, {}}};
    client.connect("/stream", token);
    client.send("go");
    CHECK(client.receive(5s) == "go");
    server.on_io([&seen] {
      for (int i = 0; i < 3000; ++i)
        seen.socket->send(std::make_shared<const std::string>(std::to_string(i) + std::string(3000, '.')));
    });
    bool in_order = true;
    for (int i = 0; i < 3000; ++i)
      in_order = in_order && client.receive(5s).value_or("").starts_with(std::to_string(i) + ".");
    CHECK(in_order);
    server.on_io([&seen] { seen.socket->close(1013, "later"); });
    CHECK_THROWS_AS(client.receive(5s), Failure);
    CHECK(client.close_code() == 1013);
    CHECK(becomes(seen.closed_with, 1013));
    server.on_io([&seen] { seen.socket.reset(); });
    seen.closed_with = 0;
  }
}

TEST_CASE("a peer that answers no ping is taken for dead, one that does is not", "[http]") {
  Seen seen;
  Limits limits;
  limits.websocket_ping = 60ms;
  TestServer server{echo_socket(seen), limits};
  WsClient alive{server.url()};
  alive.connect("/stream", token);
  CHECK_FALSE(alive.receive(500ms));
  CHECK(alive.open());
  CHECK(seen.closed_with == 0);
  RawPeer dead{server.port()};
  dead.send(raw_handshake);
  const std::string got = dead.read_all();
  CHECK(RawPeer::occurrences(got, std::string_view("\x89\x00", 2)) == 2);
  CHECK(becomes(seen.closed_with, close_code::abnormal));
  server.on_io([&seen] { seen.socket.reset(); });
}

TEST_CASE("stopping the server tells its sockets that it goes away", "[http]") {
  Seen seen;
  TestServer server{echo_socket(seen)};
  WsClient client{server.url()};
  client.connect("/stream", token);
  client.send("x");
  client.receive(5s);
  server.on_io([&server] { server.server().stop(); });
  CHECK_THROWS_AS(client.receive(5s), Failure);
  CHECK(client.close_code() == close_code::going_away);
  CHECK(becomes(seen.closed_with, close_code::going_away));
  server.on_io([&seen] { seen.socket.reset(); });
}
}  // namespace holdfast::http
