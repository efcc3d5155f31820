#include "update/source.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <functional>
#include <thread>

using namespace holdfast;
using namespace holdfast::update;
using namespace std::chrono_literals;
using What = Source::Got::What;

namespace {
/// Somebody's connection, to say to it whatever a test says.
class Caller {
 public:
  explicit Caller(int socket) : socket_{socket} {}
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      sent += static_cast<std::uint64_t>(count);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  std::string request() {
    std::string got;
    char bytes[4096];
    while (got.find("\r\n\r\n") == std::string::npos) {
      const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
      if (count <= 0) break;
      got.append(bytes, static_cast<std::size_t>(count));
    }
    return got;
  }
  /// Until the other side has enough of it.
  void say_nothing() {
    char byte = 0;
    while (::recv(socket_, &byte, 1, 0) > 0) {
    }
  }
  std::uint64_t sent = 0;

 private:
  int socket_;
};

/// Answers every connection's first request as a test says, one after the other, and closes it.
class Stranger {
 public:
  explicit Stranger(std::function<void(Caller&)> answer)
      : listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}, answer_{std::move(answer)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listener_, 8) == 0);
    REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    thread_ = std::thread{[this] { serve(); }};
  }
  ~Stranger() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;
  std::string url;
  std::atomic<std::uint64_t> sent = 0;

 private:
  void serve() {
    for (int socket; (socket = ::accept(listener_, nullptr, nullptr)) >= 0; ::close(socket)) {
      Caller caller{socket};
      if (caller.request().empty()) continue;
      answer_(caller);
      sent += caller.sent;
    }
  }
  int listener_;
  std::function<void(Caller&)> answer_;
  std::thread thread_;
};

/// Long waits between bytes, so that it is the pace that ends what a test is about.
constexpr Patience hasty{{2s, 20s}, {64 * 1024, 400ms}};
const std::string digest(64, 'a');
constexpr std::uint64_t piece = 1 << 20, buffered = 16 << 20;  // what the kernel takes before anybody reads

replication::Identity at_hub(const std::string& url) {
  replication::Identity out;
  out.url = url;
  out.site_id = "site-1";
  return out;
}
Source::Got from_peer(const Stranger& stranger, std::uint64_t bytes = piece) {
  return PeerSource{stranger.url, hasty}.range(digest, 0, bytes);
}
Source::Got from_hub(const Stranger& stranger, std::uint64_t most = 4 << 20) {
  return HubSource{at_hub(stranger.url), hasty}.metadata("metadata/timestamp.json", most);
}
void for_ever(Caller& caller, const std::string& block) {
  while (caller.send(block)) {
  }
}
std::string chunk(std::size_t bytes) {
  char size[20];
  (void)std::snprintf(size, sizeof size, "%zx\r\n", bytes);
  return size + std::string(bytes, 'x') + "\r\n";
}
}  // namespace

TEST_CASE("a body without an end is cut off at what was asked for, however it is framed", "[update]") {
  const std::string head =
      GENERATE(as<std::string>{}, "HTTP/1.1 206 OK\r\n\r\n", "HTTP/1.1 206 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
               "HTTP/1.1 206 OK\r\nContent-Length: 1099511627776\r\n\r\n");
  INFO(head);
  Stranger stranger{[&](Caller& caller) {
    caller.send(head);
    for_ever(caller, head.find("chunked") != std::string::npos ? chunk(64 << 10) : std::string(64 << 10, 'x'));
  }};
  CHECK(from_peer(stranger).what == What::too_large);
  CHECK(from_hub(stranger, 100'000).what == What::too_large);
  CHECK(HubSource{at_hub(stranger.url), hasty}.range(digest, 0, piece).what == What::too_large);
  CHECK(HubSource{at_hub(stranger.url), hasty}.report("{}").what == What::too_large);
}

TEST_CASE("no more is read than a little beyond what was asked for", "[update]") {
  std::atomic<std::uint64_t> sent = 0;
  {
    Stranger stranger{[&](Caller& caller) {
      caller.send("HTTP/1.1 206 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      for_ever(caller, chunk(64 << 10));
      sent = caller.sent;
    }};
    CHECK(from_peer(stranger).what == What::too_large);
  }
  CHECK(sent < piece + buffered);
}

TEST_CASE("a length that is not true gives what came, and says that it was less", "[update]") {
  Stranger stranger{[](Caller& caller) {
    caller.send("HTTP/1.1 206 OK\r\nContent-Length: 1000000\r\n\r\n" + std::string(3000, 'x'));
  }};
  const Source::Got got = from_peer(stranger);
  CHECK(got.what == What::bytes);
  CHECK(got.bytes.size() == 3000);
  CHECK_THAT(got.why, Catch::Contains("closed"));
  CHECK(from_hub(stranger).what == What::no_answer);  // half a document is none
}

TEST_CASE("who sends a byte now and then, or nothing more, is left, and what came is kept", "[update]") {
  const bool drips = GENERATE(true, false);
  Stranger stranger{[drips](Caller& caller) {
    caller.send("HTTP/1.1 206 OK\r\nContent-Length: 1000000\r\n\r\n" + std::string(2000, 'x'));
    while (drips && caller.send("x")) std::this_thread::sleep_for(2ms);
    caller.say_nothing();
  }};
  const auto began = std::chrono::steady_clock::now();
  const Source::Got got = from_peer(stranger);
  CHECK(std::chrono::steady_clock::now() - began < hasty.waits.answer / 2);
  CHECK(got.what == What::bytes);
  CHECK(got.bytes.size() >= 2000);
  CHECK_THAT(got.why, Catch::Contains("slower than 65536 bytes a second"));
}

TEST_CASE("headers that drip, and announcements without an end, are left as well", "[update]") {
  const std::string again = GENERATE(as<std::string>{}, "H", "HTTP/1.1 103 Early Hints\r\n\r\n");
  Stranger stranger{[&](Caller& caller) {
    for (std::size_t at = 0; caller.send(again == "H" ? std::string{"HTTP/1.1 200 O"}.substr(at++ % 14, 1) : again);)
      std::this_thread::sleep_for(1ms);
  }};
  const auto began = std::chrono::steady_clock::now();
  CHECK(from_hub(stranger).what == What::no_answer);
  CHECK(std::chrono::steady_clock::now() - began < hasty.waits.answer / 2);
}

TEST_CASE("a line that is slow and goes on is waited for to the end", "[update]") {
  constexpr Patience slow{{2s, 20s}, {16 * 1024, 500ms}};
  Stranger stranger{[](Caller& caller) {
    caller.send("HTTP/1.1 206 OK\r\nContent-Length: 40000\r\n\r\n");
    for (int part = 0; part < 40 && caller.send(std::string(1000, 'x')); ++part) std::this_thread::sleep_for(20ms);
  }};
  // Longer than its grace in all, and never behind.
  const Source::Got got = PeerSource{stranger.url, slow}.range(digest, 0, 40'000);
  CHECK(got.what == What::bytes);
  CHECK(got.bytes.size() == 40'000);
  CHECK(got.why.empty());
}

TEST_CASE("who knows no ranges, or gives another one, gives nothing", "[update]") {
  Stranger whole{[](Caller& caller) { caller.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n01234"); }};
  PeerSource peer{whole.url, hasty};
  CHECK(peer.range(digest, 0, 5).bytes == "01234");
  CHECK(peer.range(digest, 2, 2).what == What::no_answer);
  CHECK(peer.range(digest, 0, 4).what == What::no_answer);
  Stranger longer{[](Caller& caller) { caller.send("HTTP/1.1 206 OK\r\nContent-Length: 5\r\n\r\n01234"); }};
  CHECK(PeerSource{longer.url, hasty}.range(digest, 2, 4).what == What::too_large);
  Stranger nothing{[](Caller& caller) {
    caller.send("HTTP/1.1 404 Not Found\r\nContent-Length: 400\r\n\r\n" + std::string(400, '.'));
  }};
  // What is wrong may be longer than what was asked for.
  CHECK(from_hub(nothing, 100).what == What::not_there);
}

TEST_CASE("on a stick only files are read", "[update]") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("holdfast-pipes-" + std::to_string(::getpid()));
  fs::create_directories(folder / "metadata");
  fs::create_directories(folder / "targets");
  REQUIRE(::mkfifo((folder / "metadata/timestamp.json").c_str(), 0600) == 0);
  REQUIRE(::mkfifo((folder / "targets" / digest).c_str(), 0600) == 0);
  FolderSource stick{folder};
  CHECK(stick.metadata("metadata/timestamp.json", 10).what == What::not_there);
  CHECK(stick.range(digest, 0, 10).what == What::not_there);
  fs::remove_all(folder);
}
