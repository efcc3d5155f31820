#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "http/server.h"

namespace holdfast::http {
using Clock = std::chrono::steady_clock;

/// One connection as the server sees it. A coarse sweep calls on_deadline(), so no request pays for a timer.
class Peer : public std::enable_shared_from_this<Peer> {
 public:
  virtual ~Peer() = default;
  Clock::time_point deadline() const { return deadline_; }
  virtual void on_deadline() = 0;
  virtual void on_stop() = 0;  ///< end as soon as it is polite
  virtual void drop() = 0;     ///< end now

 protected:
  Clock::time_point deadline_ = Clock::time_point::max();
};

/// What one address holds and how fast it asks (token bucket).
struct AddressUse {
  bool exempt = false;
  std::size_t connections = 0;
  double tokens = 0;
  Clock::time_point filled;
};

/// What all connections of a server share. Lives as long as the last of them.
struct ServerState : std::enable_shared_from_this<ServerState> {
  ServerState(boost::asio::io_context& context, Handler on_request, FaultPage page, Limits limit_set);
  Response fault(Fault kind, std::string_view detail, const Request* request);
  /// The Date header's value; made once a second.
  std::string_view date();
  std::shared_ptr<AddressUse> use_of(const std::string& address, bool loopback);
  /// Takes one token, or says there is none.
  bool admit_request(AddressUse& use);
  void enter(Peer& peer);
  void leave(Peer& peer);
  void stop();
  void drop_all();

  boost::asio::io_context& io;
  Handler handler;
  FaultPage fault_page;
  const Limits limits;
  ServerCounters counters;
  bool stopping = false;

 private:
  void schedule_sweep();
  void sweep();
  std::vector<std::shared_ptr<Peer>> all_peers() const;
  std::unordered_set<Peer*> peers_;
  std::unordered_map<std::string, std::shared_ptr<AddressUse>> addresses_;
  boost::asio::steady_timer sweep_timer_;
  std::chrono::milliseconds sweep_interval_;
  bool sweeping_ = false;
  std::time_t date_second_ = 0;
  std::string date_;
};
}  // namespace holdfast::http
