#include "discovery/run_mdns.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/multicast.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "discovery/mdns.h"

namespace holdfast::discovery {
namespace {
namespace asio = boost::asio;
using asio::ip::udp;
using Code = boost::system::error_code;
using namespace std::chrono_literals;
constexpr std::array pauses{300ms, 500ms, 600ms, 600ms};  // between asking again for what is still open
constexpr std::size_t most_interfaces = 8;

/// Of every network that can be asked; a shop's appliance may have several.
std::vector<asio::ip::address_v4> own_addresses() {
  std::vector<asio::ip::address_v4> out;
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return out;
  for (const ifaddrs* one = list; one != nullptr; one = one->ifa_next) {
    const bool usable = one->ifa_addr != nullptr && one->ifa_addr->sa_family == AF_INET &&
                        (one->ifa_flags & IFF_UP) != 0 &&
                        ((one->ifa_flags & IFF_MULTICAST) != 0 || (one->ifa_flags & IFF_LOOPBACK) != 0);
    if (usable && out.size() < most_interfaces)
      out.emplace_back(ntohl(reinterpret_cast<const sockaddr_in*>(one->ifa_addr)->sin_addr.s_addr));
  }
  ::freeifaddrs(list);
  return out;
}

/// One network's socket. The listener holds it until it is closed.
struct Ear {
  Ear(const asio::any_io_executor& executor, std::shared_ptr<mdns::Subnet> all)
      : socket{executor}, subnet{std::move(all)} {}
  udp::socket socket;
  std::shared_ptr<mdns::Subnet> subnet;
};

asio::awaitable<void> listen(std::shared_ptr<Ear> ear) {
  std::array<char, 9'000> packet{};
  for (;;) {
    Code code;
    udp::endpoint from;
    const std::size_t size = co_await ear->socket.async_receive_from(asio::buffer(packet), from,
                                                                     asio::redirect_error(asio::use_awaitable, code));
    if (code == asio::error::connection_refused) continue;  // of an earlier packet
    if (code || !ear->socket.is_open()) co_return;
    if (const auto records = mdns::decode_answer({packet.data(), size})) ear->subnet->add(*records);
  }
}

std::shared_ptr<Ear> open_ear(const asio::any_io_executor& executor, const asio::ip::address_v4& own,
                              const std::shared_ptr<mdns::Subnet>& subnet) {
  auto ear = std::make_shared<Ear>(executor, subnet);
  Code code, no_matter;
  ear->socket.open(udp::v4(), code);
  if (!code) ear->socket.bind({own, 0}, code);
  if (code) return nullptr;
  ear->socket.set_option(asio::ip::multicast::outbound_interface{own}, no_matter);
  ear->socket.set_option(asio::ip::multicast::hops{255}, no_matter);
  return ear;
}
/// `services` outlive what is answered.
asio::awaitable<std::shared_ptr<mdns::Subnet>> ask(std::span<const std::string_view> services, std::string group,
                                                   std::uint16_t port) {
  const auto subnet = std::make_shared<mdns::Subnet>(services);
  const auto executor = co_await asio::this_coro::executor;
  Code code;
  const udp::endpoint everybody{asio::ip::make_address_v4(group, code), port};
  if (code) co_return subnet;
  std::vector<std::shared_ptr<Ear>> ears;
  for (const auto& own : own_addresses())
    if (auto ear = open_ear(executor, own, subnet)) ears.push_back(std::move(ear));
  for (const auto& ear : ears) asio::co_spawn(executor, listen(ear), asio::detached);
  std::vector<mdns::Question> questions;
  for (const std::string_view service : services) questions.push_back({std::string{service} + ".local"});
  asio::steady_timer timer{executor};
  for (const auto pause : pauses) {
    const std::string packet = mdns::encode_query(questions);
    for (const auto& ear : ears)
      if (!questions.empty())
        ear->socket.send_to(asio::buffer(packet), everybody, 0, code);  // a datagram: it never waits for long
    timer.expires_after(pause);
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, code));
    questions = subnet->open_questions();
  }
  for (const auto& ear : ears) ear->socket.close(code);
  co_return subnet;
}
}  // namespace

asio::awaitable<std::vector<Candidate>> ask_mdns(std::string group, std::uint16_t port) {
  const auto subnet = co_await ask(mdns::printer_services(), std::move(group), port);
  co_return subnet->candidates();
}

asio::awaitable<std::vector<mdns::Place>> ask_mdns_for(std::string service, std::string group, std::uint16_t port) {
  const std::string_view one = service;
  const auto subnet = co_await ask({&one, 1}, std::move(group), port);
  co_return subnet->places();
}
}  // namespace holdfast::discovery
