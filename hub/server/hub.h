#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>
#include <optional>

#include "http/server.h"
#include "server/api.h"
#include "server/workers.h"

namespace holdfast::server {
/// The listeners of one hub process over its workers. Everything here runs on the I/O thread; handlers run on workers.
class Hub {
 public:
  /// `page` answers what is no call of the API on the operators' listener.
  using Page = std::function<std::optional<http::Response>(const http::Request&)>;
  Hub(boost::asio::io_context& io, Services services, Workers& workers, Page page);
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;
  /// Stores, by TLS with certificates of both sides; returns the port.
  std::uint16_t listen_for_stores(const http::Endpoint& endpoint);
  std::uint16_t listen_for_operators(const http::Endpoint& endpoint);
  void renew_identity(const http::TlsIdentity& identity);
  void stop();
  bool idle() const;
  Services& services() { return services_; }
  Api& operators() { return operators_; }

 private:
  struct Pending {
    http::Request request;
    std::optional<http::Responder> responder;
    std::chrono::steady_clock::time_point until;  ///< of a long poll
    engine::ChannelKey channel;                   ///< that it waits for
    std::int64_t version = 0;                     ///< which it knows
    http::Response otherwise;                     ///< what it is told when the time is up
  };
  using Held = std::shared_ptr<Pending>;
  void take(const Api& api, http::Request&& request, http::Responder&& responder);
  void work(const Api& api, const Held& held);
  void park(const Held& held);
  void tick();
  void sweep();
  void let_go();
  void wake(const engine::ChannelKey& channel);
  void look_at_versions();
  void renew_leases();
  void steer_rollouts();
  void open_line();
  void cut_line();
  http::Response fault(http::Fault fault, std::string_view detail) const;

  boost::asio::io_context& io_;
  Services services_;
  Workers& workers_;
  Page page_;
  Api stores_, operators_;
  std::unique_ptr<http::Server> store_server_;
  http::Server operator_server_;
  http::Endpoint store_endpoint_;
  std::atomic<bool> line_open_{true}, steering_{false};
  std::list<Held> parked_;
  boost::asio::steady_timer timer_;
  int ticks_ = 0;
  bool stopping_ = false;
};
}  // namespace holdfast::server
