#pragma once
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "capabilities/capability_rows.h"
#include "capabilities/evaluate.h"
#include "capabilities/runway.h"
#include "metrics/metrics.h"
#include "store/store.h"
#include "store/terminal_watch.h"

namespace holdfast::store {
/// What replication knows of the hub; counts since the start, so that nothing is lost between two looks.
struct HubReport {
  bool configured = false;
  std::int64_t answers = 0, failures = 0;
  std::int64_t round_trip_us = 0;           ///< of the last answer
  bool refused = false;                     ///< the last failure was TLS or identity
  std::int64_t head = 0, acknowledged = 0;  ///< events
  capabilities::Breaker breaker = capabilities::Breaker::closed;
  std::int64_t clock_error_us = 0;
  std::optional<Instant> masters_as_of, staff_as_of;  ///< last known equal to the hub's
  std::optional<Instant> certificate_ends;
};

/// An outage that a manager rehearses: the hub is taken to be in that mode until then. Replication goes on.
struct Drill {
  capabilities::Mode mode = capabilities::Mode::edge;
  Instant since, until;
  std::string reason;
  std::map<std::string, int> denied = {};  ///< requests that the matrix refused meanwhile, by operation
};

/// Keeps the capability matrix up to date: asks everybody once a second, evaluates, puts a changed result in force for
/// the next command, and stores it, which also tells it on the topic `capabilities`. I/O thread only.
class CapabilityWatch {
 public:
  using AskHub = std::function<HubReport()>;
  /// Services behind the hub, by Dependency; those that are not behind it are not looked at.
  using AskServices = std::function<std::array<capabilities::Health, capabilities::dependency_count>()>;
  using AskTerminals = std::function<std::vector<TerminalReport>()>;
  CapabilityWatch(boost::asio::io_context& io, Store& store, metrics::Registry& registry);
  ~CapabilityWatch();
  CapabilityWatch(const CapabilityWatch&) = delete;
  CapabilityWatch& operator=(const CapabilityWatch&) = delete;

  void use_hub(AskHub ask) { ask_hub_ = std::move(ask); }                    ///< before start(); without: no hub
  void use_terminals(AskTerminals ask) { ask_terminals_ = std::move(ask); }  ///< before start(); without: none
  void use_services(AskServices ask) { ask_services_ = std::move(ask); }     ///< before start(); without: as the hub
  void start();
  void stop();
  /// Evaluates now instead of within a second.
  void look();

  void start_drill(Drill drill);
  void end_drill();
  const std::optional<Drill>& drill() const { return drill_; }
  /// The matrix refused a request: counted while a drill goes on.
  void on_refusal(std::string_view operation);
  /// How the matrix would be with the hub in that mode, everything else as it is.
  capabilities::Evaluation outlook(capabilities::Mode mode) const;
  capabilities::Runway runway();

 private:
  void tick();
  void hear_hub();
  void hear_terminals();
  void keep_as_of();
  void apply_drill();
  void keep_end(const Drill& drill);
  void read_rows();
  void measure_disk();
  void put_in_force(std::shared_ptr<const capabilities::Evaluation> now, const capabilities::Evaluation& before);
  Instant steady() const;

  Store& store_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<CapabilityWatch*> self_;
  AskHub ask_hub_;
  AskTerminals ask_terminals_;
  AskServices ask_services_;
  capabilities::LinkMode link_;
  Instant link_since_;  // wall
  capabilities::Mode link_mode_ = capabilities::Mode::edge;
  HubReport heard_;
  TerminalWatch terminals_;
  capabilities::Inputs inputs_;
  std::optional<std::string> policy_text_;
  std::optional<capabilities::AsOf> kept_as_of_;
  std::optional<Drill> drill_;
  std::int64_t disk_free_ = 0;
  int ticks_ = 0;
  bool begun_ = false;
  metrics::Gauge& revision_;
  metrics::Gauge& denied_;
};
}  // namespace holdfast::store
