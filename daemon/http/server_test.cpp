#include "http/server.h"

#include <atomic>
#include <catch2/catch.hpp>

#include "http/test_server.h"

namespace holdfast::http {
namespace {
const std::string host = "Host: shop\r\n";
std::string get(const std::string& target, const std::string& more = {}) {
  return "GET " + target + " HTTP/1.1\r\n" + host + more + "\r\n";
}
Limits short_limits() {
  Limits limits;
  limits.header_timeout = limits.body_timeout = std::chrono::milliseconds{100};
  limits.idle_timeout = std::chrono::milliseconds{150};
  return limits;
}
}  // namespace

TEST_CASE("a connection is kept for many requests and pipelined ones are answered in order", "[http]") {
  TestServer server{echo};
  RawPeer peer{server.port()};
  std::string many;
  for (int i = 0; i < 500; ++i) many += get("/" + std::to_string(i));
  peer.send(many);
  const std::string got = peer.read_until("GET /499 .");
  std::size_t at = 0;
  for (int i = 0; i < 500; ++i) {
    at = got.find("GET /" + std::to_string(i) + " .", at);
    REQUIRE(at != got.npos);
  }
  CHECK(server.counters().connections_accepted == 1);
  CHECK(server.counters().requests == 500);
}

TEST_CASE("bodies come by length or in chunks, cut anywhere", "[http]") {
  TestServer server{echo};
  RawPeer peer{server.port()};
  for (const char c :
       "POST /a HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\n\r\nhello" +
           std::string("PUT /b HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"))
    peer.send({&c, 1});
  const std::string got = peer.read_until("hi.");
  CHECK(got.find("POST /a hello.") != got.npos);
  CHECK(got.find("PUT /b hi.") != got.npos);
}

TEST_CASE("HEAD has GET's header without its body, and 204 has no length", "[http]") {
  TestServer server{[](Request&& request, Responder&& responder) {
    if (request.path() == "/none") return responder.respond(Response{204, {}, {}, {}, {}});
    responder.respond(text_response("twelve bytes"));
  }};
  RawPeer peer{server.port()};
  peer.send("HEAD / HTTP/1.1\r\n" + host + "\r\n" + get("/none", "Connection: close\r\n"));
  const std::string got = peer.read_all();
  CHECK(got.find("Content-Length: 12\r\n") != got.npos);
  CHECK(got.find("twelve") == got.npos);
  CHECK(RawPeer::occurrences(got, "Content-Length") == 1);
  CHECK(got.find("204 No Content") != got.npos);
  CHECK(got.ends_with("Connection: close\r\n\r\n"));
}

TEST_CASE("HTTP/1.0 and Connection: close end the connection after the answer", "[http]") {
  TestServer server{echo};
  for (const std::string& request : {std::string("GET /x HTTP/1.0\r\n\r\n"), get("/x", "Connection: close\r\n")}) {
    RawPeer peer{server.port()};
    peer.send(request + get("/smuggled"));
    const std::string got = peer.read_all();
    CHECK(got.find("GET /x") != got.npos);
    CHECK(got.find("smuggled") == got.npos);
  }
}

TEST_CASE("Expect: 100-continue is answered before the body, or refused without it", "[http]") {
  TestServer server{echo};
  RawPeer peer{server.port()};
  peer.send("POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  CHECK(peer.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  peer.send("ok");
  CHECK(peer.read_until("ok.").find("POST / ok.") != std::string::npos);
  peer.send("POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
  CHECK(peer.read_all().starts_with("HTTP/1.1 413 "));
}

TEST_CASE("what breaks a limit or the grammar is answered by the server and never reaches the handler", "[http]") {
  std::atomic<int> handled = 0;
  TestServer server{[&handled](Request&&, Responder&& responder) {
    ++handled;
    responder.respond({});
  }};
  struct Row {
    int status;
    std::string bytes;
  };
  const Row rows[] = {{400, "GET / HTTP/1.1\r\n\r\n"},
                      {400, get("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")},
                      {400, get("/", "Transfer-Encoding: gzip, chunked\r\n")},
                      {400, "GET / HTTP/1.1\n"},
                      {400, "\x16\x03\x01\x02"},
                      {400, get("/", "Transfer-Encoding: chunked\r\n") + "xyz\r\n"},
                      {413, get("/", "Content-Length: 9000000\r\n")},
                      {413, get("/", "Transfer-Encoding: chunked\r\n") + "fffffff\r\n"},
                      {414, "GET /" + std::string(9000, 'a')},
                      {431, "GET / HTTP/1.1\r\n" + host + "X: " + std::string(17000, 'a')}};
  for (const Row& row : rows) {
    RawPeer peer{server.port()};
    peer.send(row.bytes);
    const std::string got = peer.read_all();
    CHECK(got.starts_with("HTTP/1.1 " + std::to_string(row.status) + " "));
    CHECK(got.find("Connection: close\r\n") != got.npos);
  }
  CHECK(handled == 0);
  CHECK(server.counters().faults == std::size(rows));
}

TEST_CASE("a slow header and a slow body are answered 408, an idle connection is closed without a word", "[http]") {
  TestServer server{echo, short_limits()};
  RawPeer slow_head{server.port()}, slow_body{server.port()}, idle{server.port()};
  slow_head.send("GET / HTTP/1.1\r\nHost: sh");
  slow_body.send("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 9\r\n\r\nabc");
  idle.send(get("/"));
  CHECK(slow_head.read_all().starts_with("HTTP/1.1 408 "));
  CHECK(slow_body.read_all().starts_with("HTTP/1.1 408 "));
  CHECK(RawPeer::occurrences(idle.read_all(), "HTTP/1.1 ") == 1);
  CHECK(RawPeer(server.port()).read_all().empty());
}

TEST_CASE("dripping bytes does not stretch the time a header may take", "[http]") {
  TestServer server{echo, short_limits()};
  RawPeer peer{server.port()};
  const auto begun = std::chrono::steady_clock::now();
  std::thread dripping([&peer] {
    for (int i = 0; i < 100; ++i) {
      peer.send("X");
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
  });
  peer.read_all();
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::milliseconds{800});
  dripping.join();
}

TEST_CASE("connections above the limit get 503 and Retry-After", "[http]") {
  Limits limits;
  limits.connections = 2;
  TestServer server{echo, limits};
  RawPeer first{server.port()}, second{server.port()};
  first.send(get("/"));
  second.send(get("/"));
  first.read_until("GET / .");
  second.read_until("GET / .");
  const std::string got = RawPeer(server.port()).read_all();
  CHECK(got.starts_with("HTTP/1.1 503 "));
  CHECK(got.find("Retry-After: 1\r\n") != got.npos);
}

TEST_CASE("the fault page makes the body of what the server answers itself", "[http]") {
  TestServer server{echo, {}, {}, [](Fault fault, std::string_view detail, const Request*) {
                      return Response{0,
                                      "application/problem+json",
                                      "{\"status\":" + std::to_string(static_cast<int>(fault)) + ",\"detail\":\"" +
                                          std::string(detail) + "\"}",
                                      {},
                                      {}};
                    }};
  RawPeer peer{server.port()};
  peer.send("GET / HTTP/1.1\r\n\r\n");
  const std::string got = peer.read_all();
  CHECK(got.find("application/problem+json") != got.npos);
  CHECK(got.ends_with("{\"status\":400,\"detail\":\"Host is missing\"}"));
}

TEST_CASE("a handler that throws or forgets to answer costs a 500, not the connection", "[http]") {
  TestServer server{[](Request&& request, Responder&& responder) {
    if (request.path() == "/throw") throw std::runtime_error("broken machine");
    if (request.path() == "/forget") return;
    responder.respond(text_response("well."));
  }};
  RawPeer peer{server.port()};
  peer.send(get("/throw") + get("/forget") + get("/"));
  const std::string got = peer.read_until("well.");
  CHECK(RawPeer::occurrences(got, "HTTP/1.1 500 ") == 2);
  CHECK(got.find("broken machine") != got.npos);
}

TEST_CASE("an answer may come later and from another thread", "[http]") {
  std::vector<std::thread> threads;
  TestServer server{[&threads](Request&& request, Responder&& responder) {
    threads.emplace_back([target = request.target, late = std::make_shared<Responder>(std::move(responder))] {
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
      if (target == "/drop") return;
      late->respond(text_response(target + "."));
    });
  }};
  RawPeer peer{server.port()};
  peer.send(get("/a") + get("/drop") + get("/b"));
  const std::string got = peer.read_until("/b.");
  CHECK(got.find("/a.") < got.find(" 500 "));
  CHECK(got.find(" 500 ") < got.find("/b."));
  for (std::thread& thread : threads) thread.join();
}

TEST_CASE("a line break in a header value does not become a header", "[http]") {
  TestServer server{[](Request&&, Responder&& responder) {
    responder.respond(Response{200, "text/plain", ".", {{"X-Name", "a\r\nSet-Cookie: b"}}, {}});
  }};
  RawPeer peer{server.port()};
  peer.send(get("/"));
  CHECK(peer.read_until("\r\n\r\n.").find("X-Name: a  Set-Cookie: b\r\n") != std::string::npos);
}

TEST_CASE("a large answer reaches a slow reader whole", "[http]") {
  const auto asset = std::make_shared<const std::string>(std::string(4'000'000, 'x') + ".");
  TestServer server{
      [asset](Request&&, Responder&& responder) { responder.respond(Response{200, "text/plain", {}, {}, *asset, asset}); }};
  RawPeer peer{server.port(), 4096};
  peer.send(get("/", "Connection: close\r\n"));
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  CHECK(peer.read_all().size() > asset->size());
}

TEST_CASE("a borrowed body lives until it is sent, and a HEAD borrows nothing", "[http]") {
  std::weak_ptr<const std::string> borrowed;
  TestServer server{[&borrowed](Request&&, Responder&& responder) {
    const auto bytes = std::make_shared<const std::string>("borrowed");
    borrowed = bytes;
    responder.respond(Response{200, "text/plain", {}, {}, *bytes, bytes});
  }};
  RawPeer peer{server.port()};
  peer.send(get("/"));
  CHECK(peer.read_until("borrowed").find("Content-Length: 8\r\n") != std::string::npos);
  peer.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string head = peer.read_all();
  CHECK(head.find("Content-Length: 8\r\n") != std::string::npos);
  CHECK_FALSE(head.ends_with("borrowed"));
  CHECK(borrowed.expired());
}

TEST_CASE("stopping closes idle connections and lets a running request answer", "[http]") {
  std::optional<Responder> waiting;
  TestServer server{[&waiting](Request&& request, Responder&& responder) {
    if (request.path() == "/wait") return void(waiting.emplace(std::move(responder)));
    responder.respond(text_response("."));
  }};
  RawPeer idle{server.port()}, busy{server.port()};
  idle.send(get("/"));
  idle.read_until("\r\n\r\n.");
  busy.send(get("/wait"));
  while (server.counters().requests < 2) std::this_thread::sleep_for(std::chrono::milliseconds{1});
  server.on_io([&server] { server.server().stop(); });
  CHECK(idle.read_all().empty());
  CHECK_FALSE(RawPeer(server.port()).connected());
  server.on_io([&waiting] { waiting->respond(text_response("done.")); });
  const std::string got = busy.read_all();
  CHECK(got.ends_with("done."));
  CHECK(got.find("Connection: close") != got.npos);
}
}  // namespace holdfast::http
