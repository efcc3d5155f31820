#include "http/server_state.h"

#include <algorithm>
#include <ctime>

namespace holdfast::http {
ServerState::ServerState(boost::asio::io_context& context, Handler on_request, FaultPage page, Limits limit_set)
    : io{context},
      handler{std::move(on_request)},
      fault_page{std::move(page)},
      limits{limit_set},
      sweep_timer_{context} {
  const auto shortest = std::min(
      {limits.header_timeout, limits.body_timeout, limits.idle_timeout, limits.write_timeout, limits.websocket_ping});
  sweep_interval_ = std::clamp(shortest / 4, std::chrono::milliseconds{10}, std::chrono::milliseconds{1000});
}

Response ServerState::fault(Fault kind, std::string_view detail, const Request* request) {
  ++counters.faults;
  Response response;
  if (fault_page)
    response = fault_page(kind, detail, request);
  else
    response.body = std::string(reason_phrase(static_cast<int>(kind))).append(": ").append(detail).append("\n");
  if (response.content_type.empty()) response.content_type = "text/plain";
  response.status = static_cast<int>(kind);
  if (kind == Fault::too_many_requests || kind == Fault::overloaded) response.headers.push_back({"Retry-After", "1"});
  return response;
}

std::string_view ServerState::date() {
  const std::time_t now = std::time(nullptr);
  if (now == date_second_) return date_;
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[64];  // not strftime's %a and %b: those follow the locale
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[parts.tm_wday], parts.tm_mday,
                months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  date_ = text;
  date_second_ = now;
  return date_;
}

std::shared_ptr<AddressUse> ServerState::use_of(const std::string& address, bool loopback) {
  auto& use = addresses_[address];
  if (!use) use = std::make_shared<AddressUse>(AddressUse{loopback, 0, limits.request_burst, Clock::now()});
  return use;
}

bool ServerState::admit_request(AddressUse& use) {
  if (use.exempt) return true;
  const auto now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - use.filled).count();
  use.tokens = std::min(limits.request_burst, use.tokens + seconds * limits.requests_per_second);
  use.filled = now;
  if (use.tokens < 1) return false;
  use.tokens -= 1;
  return true;
}

void ServerState::enter(Peer& peer) {
  peers_.insert(&peer);
  schedule_sweep();
}

void ServerState::leave(Peer& peer) { peers_.erase(&peer); }

void ServerState::schedule_sweep() {
  if (sweeping_) return;
  sweeping_ = true;
  sweep_timer_.expires_after(sweep_interval_);
  sweep_timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    const auto self = weak.lock();
    if (!self) return;
    self->sweeping_ = false;
    if (!error) self->sweep();
  });
}

void ServerState::sweep() {
  const auto now = Clock::now();
  std::vector<std::shared_ptr<Peer>> late;  // on_deadline() may take the peer out of the set
  for (Peer* peer : peers_)
    if (peer->deadline() <= now) late.push_back(peer->shared_from_this());
  for (const auto& peer : late) peer->on_deadline();
  const auto refill = std::chrono::duration<double>(limits.request_burst / limits.requests_per_second);
  // An address is forgotten once its bucket is full again; earlier, reconnecting would refill it.
  std::erase_if(addresses_, [&](const auto& entry) {
    return entry.second->connections == 0 && now - entry.second->filled > refill;
  });
  if (!peers_.empty() || (!addresses_.empty() && !stopping)) schedule_sweep();
}

std::vector<std::shared_ptr<Peer>> ServerState::all_peers() const {
  std::vector<std::shared_ptr<Peer>> all;
  for (Peer* peer : peers_) all.push_back(peer->shared_from_this());
  return all;
}

void ServerState::stop() {
  stopping = true;
  for (const auto& peer : all_peers()) peer->on_stop();
}

void ServerState::drop_all() {
  stopping = true;
  for (const auto& peer : all_peers()) peer->drop();
  sweep_timer_.cancel();
}
}  // namespace holdfast::http
