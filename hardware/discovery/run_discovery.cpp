#include "discovery/run_discovery.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>

#include "discovery/local_ports.h"
#include "discovery/run_mdns.h"
#include "discovery/run_scan.h"
#include "link/courier.h"

namespace holdfast::discovery {
namespace {
namespace asio = boost::asio;
using namespace std::chrono_literals;
constexpr auto local_limit = 3s, whole_limit = 20s;

struct Listing {
  bool done = false;
  std::vector<Candidate> found;
};
using Lister = std::vector<Candidate> (*)();
std::vector<Candidate> list_usb() { return usb_candidates(link::usb_devices(), link::hid_nodes()); }
std::vector<Candidate> list_serial() { return serial_candidates(serial_ports()); }

/// What `list` finds, on a thread of its own: sysfs and drivers may keep one waiting.
asio::awaitable<std::vector<Candidate>> listed(Lister list) {
  const auto courier = std::make_shared<link::Courier<Listing>>(co_await asio::this_coro::executor);
  std::thread{[courier, list] {
    std::vector<Candidate> found;
    try {
      found = list();
    } catch (const std::exception&) {  // a list that cannot be had is an empty one; the others are still worth having
    }
    courier->tell([found = std::move(found)](Listing& listing) { listing = {true, found}; });
  }}.detach();
  co_await courier->wait(local_limit, [&] { return courier->box().done; });
  courier->forget();
  co_return courier->box().found;
}

struct Gathering {
  explicit Gathering(const asio::any_io_executor& executor) : done{executor} {}
  std::vector<Candidate> found;
  int open = 0;
  asio::steady_timer done;  // cancelled by the last
};

asio::awaitable<void> gather(std::shared_ptr<Gathering> gathering, asio::awaitable<std::vector<Candidate>> source) {
  try {
    for (Candidate& one : co_await std::move(source)) gathering->found.push_back(std::move(one));
  } catch (const std::exception&) {  // no network, no permission: nothing was found there
  }
  if (--gathering->open == 0) gathering->done.cancel();
}
}  // namespace

asio::awaitable<std::vector<Candidate>> discover(Search search) {
  const auto executor = co_await asio::this_coro::executor;
  const auto gathering = std::make_shared<Gathering>(executor);
  gathering->done.expires_after(whole_limit);
  const auto begin = [&](asio::awaitable<std::vector<Candidate>> source) {
    ++gathering->open;
    asio::co_spawn(executor, gather(gathering, std::move(source)), asio::detached);
  };
  if (search.usb) begin(listed(&list_usb));
  if (search.serial) begin(listed(&list_serial));
  if (search.mdns) begin(ask_mdns(search.mdns_group, search.mdns_port));
  if (search.scan) begin(scan(*search.scan, search.scan_port));
  boost::system::error_code ignored;
  if (gathering->open > 0) co_await gathering->done.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_return sorted(gathering->found);
}
}  // namespace holdfast::discovery
