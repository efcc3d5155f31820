#include "discovery/run_scan.h"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "discovery/printer_greeting.h"
#include "link/byte_stream.h"

namespace holdfast::discovery {
namespace {
namespace asio = boost::asio;
using namespace std::chrono_literals;
constexpr std::size_t at_once = 32;
constexpr auto connect_limit = 500ms, answer_limit = 400ms, whole_limit = 15'000ms;

struct Sweep {
  Sweep(const asio::any_io_executor& executor, std::vector<std::uint32_t> all, std::uint16_t to)
      : hosts{std::move(all)}, port{to}, done{executor} {}
  std::vector<std::uint32_t> hosts;
  std::size_t next = 0, walking = 0;
  std::uint16_t port;
  std::vector<Candidate> found;
  asio::steady_timer done;  // cancelled by the last walker
};

asio::awaitable<void> greet(std::shared_ptr<Sweep> sweep, std::uint32_t host) {
  const link::TcpAddress address{dotted(host), sweep->port};
  auto [stream, outcome] = co_await link::open(address, connect_limit);
  if (!stream) co_return;
  PrinterGreeting greeting;
  std::array<std::uint8_t, 256> bytes{};
  while (!greeting.finished()) {
    const std::string out = greeting.take_bytes();
    if (!out.empty() &&
        !co_await stream->write({reinterpret_cast<const std::uint8_t*>(out.data()), out.size()}, answer_limit))
      break;
    const link::Outcome heard = co_await stream->read(bytes, answer_limit);
    if (heard)
      greeting.on_bytes({reinterpret_cast<const char*>(bytes.data()), heard.bytes});
    else if (heard.state == link::Outcome::State::timed_out)
      greeting.on_silence();
    else
      break;
  }
  sweep->found.push_back(greeting.candidate(link::to_string(link::Address{address})));
}

asio::awaitable<void> walk(std::shared_ptr<Sweep> sweep) {
  while (sweep->next < sweep->hosts.size()) co_await greet(sweep, sweep->hosts[sweep->next++]);
  if (--sweep->walking == 0) sweep->done.cancel();
}
}  // namespace

asio::awaitable<std::vector<Candidate>> scan(Subnet subnet, std::uint16_t port) {
  const auto executor = co_await asio::this_coro::executor;
  const auto sweep = std::make_shared<Sweep>(executor, hosts_of(subnet), port);
  sweep->done.expires_after(whole_limit);
  for (std::size_t i = 0; i < std::min(at_once, sweep->hosts.size()); ++i) {
    ++sweep->walking;
    asio::co_spawn(executor, walk(sweep), asio::detached);
  }
  boost::system::error_code ignored;
  co_await sweep->done.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  sweep->next = sweep->hosts.size();  // who is still walking stops
  co_return sweep->found;
}
}  // namespace holdfast::discovery
