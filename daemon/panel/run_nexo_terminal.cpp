#include "panel/run_nexo_terminal.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "base/base64.h"
#include "base/digest.h"
#include "emulator/run_device.h"

namespace holdfast::panel {
namespace asio = boost::asio;
using emulator::MishapWatch;
using emulator::time_of_day;
using Code = boost::system::error_code;

namespace {
constexpr std::size_t most_open = 64;

/// The leaf's DER form out of its PEM.
std::string digest_of_certificate(const std::string& pem) {
  constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----", end = "-----END CERTIFICATE-----";
  const std::size_t from = pem.find(begin), to = pem.find(end);
  if (from == std::string::npos || to == std::string::npos) return {};
  std::string base64 = pem.substr(from + begin.size(), to - from - begin.size());
  std::erase_if(base64, [](char c) { return c == '\n' || c == '\r'; });
  const auto der = from_base64(base64);
  return der ? to_hex(sha256(*der)) : std::string{};
}
}  // namespace

NexoTerminal::NexoTerminal(asio::io_context& io, eft::VirtualNexoSettings settings, http::Endpoint endpoint)
    : TerminalOf{std::move(settings)}, io_{io}, endpoint_{std::move(endpoint)}, timer_{io} {
  if (endpoint_.tls) certificate_sha256_ = digest_of_certificate(endpoint_.tls->cert_pem);
}

void NexoTerminal::start() { open(); }

std::string NexoTerminal::address() const {
  const bool six = endpoint_.address.find(':') != std::string::npos;
  return (endpoint_.tls ? "https://" : "http://") + (six ? "[" + endpoint_.address + "]" : endpoint_.address) + ":" +
         std::to_string(endpoint_.port) + "/nexo";
}
bool NexoTerminal::connected() const { return server_ && server_->counters().connections_open > 0; }

void NexoTerminal::open() {
  if (server_) return;
  server_ = std::make_unique<http::Server>(io_, [this](http::Request&& request, http::Responder&& responder) {
    on_request(std::move(request), std::move(responder));
  });
  endpoint_.port = server_->listen(endpoint_);
}

void NexoTerminal::close() {
  server_.reset();
  open_.clear();
  device_.on_link_lost();
}

void NexoTerminal::hang_up() {
  if (!server_) return;
  close();
  open();
}

void NexoTerminal::unplug() {
  if (!std::exchange(powered_, false)) return;
  close();
  timer_.cancel();
  device_.power_cycle(time_of_day());  // and once more when there is power again: it starts then
}

void NexoTerminal::plug() {
  if (std::exchange(powered_, true)) return;
  device_.power_cycle(time_of_day());
  drain();
}

void NexoTerminal::present(eft::VirtualCustomer customer) {
  device_.present(customer, time_of_day());
  look(false);
  drain();
}

void NexoTerminal::on_request(http::Request&& request, http::Responder&& responder) {
  if (request.method != http::Method::post)
    return responder.respond({405, "text/plain", "POST\n", {{"Allow", "POST"}}});
  const std::uint32_t exchange = ++exchanges_;
  if (open_.size() >= most_open) open_.erase(open_.begin());
  open_.emplace(exchange, std::move(responder));
  if (faults_.trouble().deaf) return;
  device_.on_request(exchange, request.body, time_of_day());
  look(false);
  drain();
}

void NexoTerminal::drain() {
  if (!powered_) return;
  if (device_.accepts_link(time_of_day())) open();
  while (auto message = device_.poll()) {
    look(true);
    answer(message->first, std::move(message->second));
  }
  arm();
}

void NexoTerminal::answer(std::uint32_t exchange, std::string body) {
  const auto waiting = open_.find(exchange);
  if (waiting == open_.end()) return;
  const std::size_t whole = body.size();
  auto [bytes, cut] = faults_.deliver(std::move(body));
  if (cut) return asio::post(io_, [this] { hang_up(); });
  if (bytes.empty() && whole > 0) return;  // lost: the till waits
  auto send = [this, exchange](std::string text) {
    const auto found = open_.find(exchange);
    if (found == open_.end()) return;
    found->second.respond({200, "application/json", std::move(text), {}});
    open_.erase(found);
  };
  const int pause = faults_.trouble().byte_pause_ms;
  if (pause == 0) return send(std::move(bytes));
  const auto slow = std::make_shared<asio::steady_timer>(io_);
  slow->expires_after(std::chrono::milliseconds{pause} * bytes.size());
  slow->async_wait([send, slow, text = std::move(bytes)](const Code& code) {
    if (!code) send(text);
  });
}

void NexoTerminal::look(bool speaks) {
  const MishapWatch::Ask ask = watch_.look(device_.screen(), device_.journal(), speaks, faults_);
  if (ask == MishapWatch::Ask::nothing) return;
  if (speaks) ++faults_.trouble().lost;
  // The server that called us cannot go before it has come back.
  asio::post(io_, [this, ask] {
    if (ask == MishapWatch::Ask::hang_up) return hang_up();
    unplug();
    if (ask == MishapWatch::Ask::power_cycle) plug();
  });
}

void NexoTerminal::arm() {
  const auto deadline = device_.deadline();
  if (!deadline) {
    timer_.cancel();
    return;
  }
  const std::int64_t left = deadline->unix_us() - time_of_day().unix_us();
  timer_.expires_after(std::chrono::microseconds{std::max<std::int64_t>(left, 0)});
  timer_.async_wait([this](const Code& code) {
    if (code || !powered_) return;
    device_.on_time(time_of_day());
    look(false);
    drain();
  });
}
}  // namespace holdfast::panel
