#include "service/supervisor.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

#include "service/heartbeat.h"

using namespace holdfast::service;

namespace {
/// A service manager's end of the talk.
class Listener {
 public:
  Listener() : descriptor_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)} {
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    name_ = "@holdfast-test-" + std::to_string(::getpid()) + "-" + std::to_string(descriptor_);
    std::memcpy(at.sun_path, name_.data(), name_.size());
    at.sun_path[0] = '\0';
    REQUIRE(::bind(descriptor_, reinterpret_cast<const sockaddr*>(&at),
                   static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_.size())) == 0);
  }
  ~Listener() { ::close(descriptor_); }
  std::string heard() const {
    char buffer[512];
    const ssize_t size = ::recv(descriptor_, buffer, sizeof buffer, MSG_DONTWAIT);
    return size < 0 ? "" : std::string{buffer, static_cast<std::size_t>(size)};
  }
  const std::string& name() const { return name_; }

 private:
  int descriptor_;
  std::string name_;
};
}  // namespace

TEST_CASE("a service manager hears that we are ready, alive and stopping", "[service]") {
  const Listener manager;
  const Supervisor supervisor{manager.name(), "3000000"};
  CHECK(supervisor.patience() == std::chrono::seconds{3});
  supervisor.ready("selling");
  CHECK(manager.heard() == "READY=1\nSTATUS=selling");
  supervisor.alive();
  CHECK(manager.heard() == "WATCHDOG=1");
  supervisor.stopping();
  CHECK(manager.heard() == "STOPPING=1");
}

TEST_CASE("without a service manager nothing is said and nobody waits", "[service]") {
  for (const char* socket : {"", "/", "relative/path"}) CHECK_FALSE(Supervisor(socket, "1000").there());
  CHECK_FALSE(Supervisor(std::string(200, '/'), "").there());
  for (const char* patience : {"", "0", "-5", "3s", "99999999999999999999"})
    CHECK(Supervisor("/run/x", patience).patience().count() == 0);
  Supervisor{"/nowhere/at/all", ""}.ready("nobody hears");
}

TEST_CASE("the names are taken out of the environment, and another process' watchdog is not ours", "[service]") {
  const Listener manager;
  ::setenv("NOTIFY_SOCKET", manager.name().c_str(), 1);
  ::setenv("WATCHDOG_USEC", "600", 1);
  ::setenv("WATCHDOG_PID", "1", 1);
  const Supervisor supervisor = Supervisor::from_environment();
  CHECK(supervisor.there());
  CHECK(supervisor.patience().count() == 0);
  CHECK(std::getenv("NOTIFY_SOCKET") == nullptr);
  CHECK(std::getenv("WATCHDOG_USEC") == nullptr);
}

TEST_CASE("the heart beats only when the work comes through", "[service]") {
  const Listener manager;
  boost::asio::io_context io;
  const Supervisor supervisor{manager.name(), "3000"};
  std::vector<std::function<void()>> under_way;
  Heartbeat heartbeat{io, supervisor,
                      [&](std::function<void()> came_through) { under_way.push_back(std::move(came_through)); }};
  heartbeat.start();
  io.run();  // ends: the work hangs, and nothing else is planned
  REQUIRE(under_way.size() == 1);
  CHECK(manager.heard().empty());
  under_way[0]();
  CHECK(manager.heard() == "WATCHDOG=1");
  io.restart();
  io.run();
  REQUIRE(under_way.size() == 2);
  heartbeat.stop();
  under_way[1]();
  CHECK(manager.heard().empty());
}
