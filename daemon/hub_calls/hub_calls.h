#pragma once
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "capabilities/evaluate.h"
#include "hub_calls/lines.h"
#include "hub_calls/receipt_keys.h"
#include "metrics/metrics.h"
#include "realtime/call_session.h"
#include "store/store.h"

/// Operations that the hub decides while somebody waits (schema/sync.yaml, `realtime`): gift cards, points, other
/// stores' goods and orders, the fraud check. `sync/realtime` decides about deadline, retry and breaker; this moves its
/// bytes.
namespace holdfast::hub_calls {
/// One question. The id names it for good: asked again, even after a restart, it gets the first answer.
struct Wish {
  std::string operation;                         ///< `return.otherStore`
  realtime::Kind kind = realtime::Kind::lookup;  ///< says how long is waited and what may be repeated
  capabilities::Dependency dependency = capabilities::Dependency::hub;  ///< whose breaker
  std::string request = "{}";                                           ///< JSON object
  Uuid id;
  std::optional<std::string> undo = {};  ///< operation that takes it back when nobody made use of it: `{"operationId"}`
};
/// How it ended.
struct Heard {
  using Outcome = realtime::CallSession::Outcome;
  Outcome outcome = Outcome::unreachable;
  int status = 0;    ///< of the last reply; 0: none
  std::string body;  ///< answered: the answer, a JSON object; refused: the problem
  bool answered() const { return outcome == Outcome::answered; }
};

/// I/O thread only; made before the store is started. Without an enrolment every call ends as circuit_open at once.
class HubCalls {
 public:
  using Done = std::function<void(Heard)>;
  HubCalls(boost::asio::io_context& io, store::Store& store, std::filesystem::path data, metrics::Registry& registry);
  ~HubCalls();
  HubCalls(const HubCalls&) = delete;
  HubCalls& operator=(const HubCalls&) = delete;
  void start();
  void stop();
  Uuid new_id() { return ids_.next(store_.now()); }

  /// A question that changes nothing: no row is written.
  void ask(Wish wish, Done done);
  /// One with an effect: committed as an intent before it goes out, its outcome after. Whoever uses the answer marks it
  /// with use_answer() in the same commit; what is not used within ten minutes is taken back (`undo`). A call without
  /// an answer is given up: it is undone if it was done after all.
  void act(Wish wish, Done done);
  /// How it stands with each dependency behind the hub, for the capability matrix: all of them where a hub is
  /// configured.
  std::array<capabilities::Health, capabilities::dependency_count> health();
  /// The hub answered after it did not: what waits is tried now, and open breakers let trials through.
  void on_line_back();

 private:
  struct Live;
  struct Peer {
    std::optional<edge::Breaker> breaker;
    std::deque<std::int64_t> trips;  ///< of the last answers, microseconds
    capabilities::Health told;
  };
  void begin(Wish wish, Done done);
  void drive(const std::shared_ptr<Live>& live);
  void send(const std::shared_ptr<Live>& live, bool status);
  void arm(const std::shared_ptr<Live>& live);
  void heard(const std::shared_ptr<Live>& live, bool status, const Reply& reply);
  void finish(const std::shared_ptr<Live>& live, Heard::Outcome outcome);
  void keep(const Wish& wish, const Heard& heard, std::function<void()> then);
  void tick();
  void work_queue();
  void one_of_queue(Wish wish, bool giving_up);
  Peer& peer(capabilities::Dependency dependency) { return peers_[static_cast<std::size_t>(dependency)]; }
  static Instant steady();

  boost::asio::io_context& io_;
  store::Store& store_;
  Lines lines_;
  ReceiptKeys receipt_keys_;
  boost::asio::steady_timer timer_;
  std::array<Peer, capabilities::dependency_count> peers_;
  std::map<Uuid, std::shared_ptr<Live>> live_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
  IdSource ids_;
  bool queue_runs_ = false;
  Instant queue_rests_until_;
  metrics::Registry& registry_;
  metrics::Gauge& waiting_;
};
}  // namespace holdfast::hub_calls
