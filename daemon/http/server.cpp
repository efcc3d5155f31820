#include "http/server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <stdexcept>

#include "http/server_state.h"
#include "http/session.h"

namespace holdfast::http {
namespace {
using boost::asio::ip::tcp;
constexpr std::size_t refused_politely =
    64;  ///< connections above the limit that still get a 503; more are just closed
constexpr std::chrono::milliseconds accept_pause{50};  ///< after an error such as "too many open files"

boost::asio::ip::address unmapped(const boost::asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
  return address;
}
}  // namespace

class Server::Listener : public std::enable_shared_from_this<Listener> {
 public:
  Listener(std::shared_ptr<ServerState> state, const Endpoint& endpoint)
      : state_{std::move(state)}, acceptor_{state_->io}, pause_{state_->io} {
    if (endpoint.tls) context_ = server_context(*endpoint.tls);
    try {
      const tcp::endpoint local(boost::asio::ip::make_address(endpoint.address), endpoint.port);
      acceptor_.open(local.protocol());
      acceptor_.set_option(tcp::acceptor::reuse_address(true));
      acceptor_.bind(local);
      acceptor_.listen(512);
    } catch (const boost::system::system_error& error) {
      throw std::runtime_error("cannot listen on " + endpoint.address + " port " + std::to_string(endpoint.port) +
                               ": " + error.code().message());
    }
  }
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void replace_identity(const TlsIdentity& identity) {
    if (context_) context_ = server_context(identity);
  }
  void close() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
  }
  void accept() {
    acceptor_.async_accept([self = shared_from_this()](const boost::system::error_code& error, tcp::socket socket) {
      if (error == boost::asio::error::operation_aborted || !self->acceptor_.is_open()) return;
      if (!error) {
        self->on_accepted(std::move(socket));
        return self->accept();
      }
      self->pause_.expires_after(accept_pause);
      self->pause_.async_wait([self](const boost::system::error_code& stopped) {
        if (!stopped && self->acceptor_.is_open()) self->accept();
      });
    });
  }

 private:
  void on_accepted(tcp::socket socket) {
    boost::system::error_code error;
    const tcp::endpoint remote = socket.remote_endpoint(error);
    ServerState& state = *state_;
    if (error || state.counters.connections_open >= state.limits.connections + refused_politely) return;
    ++state.counters.connections_accepted;
    const auto address = unmapped(remote.address());
    std::string text = address.to_string();
    const auto use = state.use_of(text, address.is_loopback());
    const bool too_many = state.counters.connections_open >= state.limits.connections;
    const bool too_many_here = !use->exempt && use->connections >= state.limits.connections_per_address;
    const auto session =
        std::make_shared<Session>(state_, Wire(std::move(socket), context_.get()), std::move(text), use);
    if (too_many || too_many_here)
      return session->refuse(too_many ? "too many connections" : "too many connections from this address");
    session->start();
  }

  std::shared_ptr<ServerState> state_;
  tcp::acceptor acceptor_;
  boost::asio::steady_timer pause_;
  SslContext context_;
};

Server::Server(boost::asio::io_context& io, Handler handler, FaultPage fault_page, Limits limits)
    : state_{std::make_shared<ServerState>(io, std::move(handler), std::move(fault_page), limits)} {}

Server::~Server() {
  for (const auto& listener : listeners_) listener->close();
  state_->drop_all();
  state_->handler = [](Request&&, Responder&&) {};  // what it refers to may go with its owner
  state_->fault_page = nullptr;
}

std::uint16_t Server::listen(const Endpoint& endpoint) {
  const auto listener = std::make_shared<Listener>(state_, endpoint);
  listeners_.push_back(listener);
  listener->accept();
  return listener->port();
}

void Server::replace_identity(const TlsIdentity& identity) {
  for (const auto& listener : listeners_) listener->replace_identity(identity);
}

void Server::stop() {
  for (const auto& listener : listeners_) listener->close();
  state_->stop();
}

bool Server::idle() const { return state_->counters.connections_open == 0; }
ServerCounters Server::counters() const { return state_->counters; }
}  // namespace holdfast::http
