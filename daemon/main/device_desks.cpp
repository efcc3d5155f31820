#include "main/device_desks.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/id.h"
#include "config/machine.h"
#include "discovery/run_discovery.h"
#include "gateway/scale_post.h"
#include "update/neighbours.h"

namespace holdfast {
namespace {
gateway::ScalePost* scale_of(const gateway::Gateway& gateway, const Uuid& device) {
  return dynamic_cast<gateway::ScalePost*>(gateway.post_of(device));
}
auto no_scale() { return refuse(ErrorCode::conflict, "nobody drives that scale: it is switched off"); }

boost::asio::awaitable<void> look_for_devices(routes::DiscoveryOrder order, routes::DiscoveryDesk::Found found) {
  discovery::Search search;
  search.usb = order.usb;
  search.serial = order.serial;
  search.mdns = order.mdns;
  search.scan = order.scan;
  const update::Neighbourhood here = update::Neighbourhood::of_environment();
  search.mdns_group = here.group;
  search.mdns_port = here.port;
  found(co_await discovery::discover(std::move(search)));
}
}  // namespace

routes::CardDesk card_desk(const gateway::PaymentDesk& desk) {
  routes::CardDesk out;
  out.live = [&desk](const Uuid& attempt) { return desk.live(attempt); };
  out.abort = [&desk](const Uuid& attempt) { return desk.abort(attempt); };
  out.answer = [&desk](const Uuid& attempt, const routes::CardAnswer& said) {
    return desk.answer(attempt, {said.number, said.yes, eft::parse_verdict(said.verdict), said.amount, said.text,
                                 said.brand, said.last_four});
  };
  out.ask_again = [&desk](const Uuid& attempt) { return desk.ask_again(attempt); };
  out.service = [&desk](const Uuid& device, const std::string& kind) { return desk.service(device, kind); };
  return out;
}

routes::ScaleDesk scale_desk(const gateway::Gateway& gateway) {
  using scale::Weighing;
  routes::ScaleDesk out;
  out.needs_price = [&gateway](const Uuid& device) -> std::optional<bool> {
    const auto* post = scale_of(gateway, device);
    return post != nullptr ? std::optional{post->abilities().needs_price} : std::nullopt;
  };
  out.start = [&gateway](const Uuid& device, scale::StartWeighing start) -> Result<Weighing> {
    auto* post = scale_of(gateway, device);
    return post != nullptr ? post->start_weighing(std::move(start)) : no_scale();
  };
  out.find = [&gateway](const Uuid& device, const Uuid& id) -> std::optional<Weighing> {
    const auto* post = scale_of(gateway, device);
    const Weighing* found = post != nullptr ? post->find(id) : nullptr;
    return found != nullptr ? std::optional{*found} : std::nullopt;
  };
  out.confirm = [&gateway](const Uuid& device, const Uuid& id, const Uuid& terminal) -> Result<Weighing> {
    auto* post = scale_of(gateway, device);
    return post != nullptr ? post->confirm_same(id, terminal) : no_scale();
  };
  out.cancel = [&gateway](const Uuid& device, const Uuid& id, const Uuid& terminal) -> Result<Weighing> {
    auto* post = scale_of(gateway, device);
    return post != nullptr ? post->cancel(id, terminal) : no_scale();
  };
  return out;
}

std::optional<carts::Weighing> weighing_of(const gateway::Gateway& gateway, const store::Store& store, const Uuid& id) {
  for (const auto& [row, post] : gateway.posts())
    if (const auto* scale = dynamic_cast<const gateway::ScalePost*>(post.get()))
      if (const scale::Weighing* found = scale->find(id))
        return routes::sellable(*found, store.view()->utc_offset_min(store.now()));
  return std::nullopt;
}

routes::DiscoveryDesk discovery_desk(boost::asio::io_context& io, const store::Store& store) {
  routes::DiscoveryDesk out;
  out.look = [&io](const routes::DiscoveryOrder& order, routes::DiscoveryDesk::Found found) {
    boost::asio::co_spawn(io, look_for_devices(order, std::move(found)), boost::asio::detached);
  };
  out.new_id = [&store, ids = std::make_shared<IdSource>(config::KernelRandom{})] { return ids->next(store.now()); };
  return out;
}
}  // namespace holdfast
