#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "http/websocket.h"
#include "metrics/metrics.h"
#include "store/store.h"
#include "stream/tail.h"

namespace holdfast::stream {
/// The event log over WebSockets. A client says `{"subscribe": ["orders"], "since": 41}` and gets every event of these
/// topics after 41 in order, first from the file, then live; without `since` from now on. Each subscriber is a cursor:
/// one that reads too slowly is not read for, and when it takes nothing for 30 seconds it is closed with 1013 and comes
/// back with the last number it saw. I/O thread only.
class Broadcast {
 public:
  struct Limits {
    std::size_t queued_bytes = 256 * 1024;  ///< nothing more is read for a client that holds back so much
    std::chrono::milliseconds stalled{30'000};
    std::chrono::milliseconds look_again{50};  ///< at those who held back
    int page = 500;                            ///< events of one read
  };
  Broadcast(boost::asio::io_context& io, store::Store& store, metrics::Registry& registry);
  Broadcast(boost::asio::io_context& io, store::Store& store, metrics::Registry& registry, Limits limits);
  ~Broadcast();
  Broadcast(const Broadcast&) = delete;
  Broadcast& operator=(const Broadcast&) = delete;
  /// Takes over a socket whose owner may read events. `expires`: of the session; the socket is closed then (1008).
  /// `terminal`: whose it is, for what is told to one terminal alone.
  void add(std::shared_ptr<http::WebSocket> socket, std::optional<Instant> expires, std::optional<Uuid> terminal = {});
  /// Something of the moment, which is in no log and has no number: `{"type": "live", "topic", "name", "data"}`. Who does
  /// not listen now, or reads too slowly, misses it. True when somebody was sent it.
  bool tell(std::string_view topic, std::string_view name, std::string_view data, const std::optional<Uuid>& terminal);
  std::size_t clients() const { return clients_.size(); }
  /// Terminals that have listened since this began, and have no socket open any more.
  std::vector<Uuid> left() const { return {left_.begin(), left_.end()}; }

 private:
  struct Client;
  using Page = std::shared_ptr<std::vector<Message>>;
  void on_text(const std::shared_ptr<Client>& client, std::string_view text);
  void on_closed(const std::shared_ptr<Client>& client);
  void on_head(std::int64_t head);
  void extend_tail();
  void pump(const std::shared_ptr<Client>& client);
  void catch_up(const std::shared_ptr<Client>& client);
  bool send(Client& client, const Message& message);
  bool holds_back(Client& client);
  void look_at_stalled();
  void read_page(std::int64_t since, std::function<void(std::vector<Message>)> then);

  store::Store& store_;
  const Limits limits_;
  metrics::Gauge& clients_gauge_;
  metrics::Counter& sent_;
  metrics::Counter& dropped_;
  Tail tail_;
  bool reading_ = false, looking_ = false;
  std::vector<std::shared_ptr<Client>> clients_;
  std::set<Uuid> left_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<Broadcast*> self_;  // null inside once this is gone
  store::Feed::Subscription subscription_;
};
}  // namespace holdfast::stream
