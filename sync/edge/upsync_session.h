#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "edge/outbox_reader.h"
#include "edge/retry.h"
#include "wire/answer.h"
#include "wire/batch.h"
#include "wire/epoch.h"
#include "wire/packing.h"

namespace holdfast::edge {
/// Numbers of design 1.2 and of the seeds; one table, set by the daemon's configuration.
struct UpsyncOptions {
  std::int64_t linger_us = 250'000;  ///< when idle: a sale's events leave together
  int first_events = 200;            ///< of a batch; halved on trouble, 50 more after each clean full one
  int most_events = 1000;
  std::int64_t batch_bytes = 512 * 1024;       ///< raw
  std::int64_t timeout_us = 30'000'000;        ///< for an answer (seed 004 13.4)
  std::int64_t lanes_above = 1000;             ///< pending events from which money goes first
  std::int64_t bytes_per_second = 512 * 1024;  ///< packed
  std::int64_t burst_bytes = 256 * 1024;       ///< at most half a second of them
  /// A store whose log grew this lately is selling, and its tills come first: smaller batches, and so many events a
  /// second. That is some hundred sales a second still, 40 times what a day of 100,000 makes.
  std::int64_t selling_us = 1'000'000;
  int selling_events = 100;
  int selling_per_second = 500;
  std::int64_t idle_check_us =
      300'000'000;          ///< when idle: the last event goes again, so that a hub that fell back is noticed
  int single_failures = 5;  ///< of one event alone, before its body is suspected
  wire::Coding coding = wire::Coding::zstd;  ///< dcz once hello has agreed
};

/// What the site keeps of the session over a restart. Losing the newest of it costs a resend, never an event.
struct UpsyncMemory {
  std::optional<wire::Link> acked;  ///< of the present epoch
  std::set<wire::Place> withheld;   ///< dead letters that wait for a person
};

/// The site's log goes up: one batch in flight, one order, one watermark. It is told what happened (on_...) and says
/// what to do (poll), owns no socket and no clock, and never gives up. It stops only where another epoch is needed,
/// which the owner takes before it makes a new session. Each event is either taken in its place or leaves a hole whose
/// body follows; a body that the hub will not have even alone becomes a dead letter while everything else moves on.
class UpsyncSession {
 public:
  enum class What { events, bodies };
  struct Send {  ///< POST …/events or …/bodies; answer with on_answer or on_lost of the same number
    std::uint64_t number;
    What what;
    wire::Coding coding;
    std::string body;
  };
  struct StoreAck {  ///< the watermark, proved by our own hash; may fall when the hub came back from a backup
    std::int64_t epoch;
    wire::Link ack;
    std::int64_t applied_seq;
    Instant server_time;  ///< for the clock error that events carry
  };
  struct Withhold {  ///< to the dead letters; release() when a person has said so
    wire::Place place;
    std::string error_class;
    std::string detail;
  };
  struct AskEpoch {  ///< the session has stopped: POST …/epochs, carry over, begin anew
    wire::EpochReason reason;
    std::string detail;
  };
  struct Alert {  ///< worth a person's eye, repeated at most once per cause until it passes
    std::string reason;
    std::string detail;
  };
  using Effect = std::variant<Send, StoreAck, Withhold, AskEpoch, Alert>;
  enum class State { idle, sending, waiting, stopped };

  UpsyncSession(OutboxReader& outbox, UpsyncMemory memory, UpsyncOptions options, Random random);

  void start(Instant now);
  void on_appended(Instant now);
  void on_answer(std::uint64_t number, int status, std::string_view body, Instant now);
  void on_lost(std::uint64_t number, Instant now);  ///< no connection, cut, or no answer
  void on_time(Instant now);                        ///< once deadline() has passed
  void on_probe(Instant now);                       ///< the hub answered a ping after it had been away
  void release(const wire::Place& place, Instant now);
  /// Other bytes a second from now on; what waits for the budget is looked at anew.
  void on_budget(std::int64_t bytes_per_second, Instant now);
  std::optional<Effect> poll();  ///< drain it after every call above
  std::optional<Instant> deadline() const { return deadline_; }

  State state() const { return state_; }
  const wire::Link& acked() const { return acked_; }
  std::int64_t pending() { return outbox_.head().seq - acked_.seq; }
  Breaker::State breaker() const { return breaker_.state(); }
  int batch_events() const { return events_; }
  /// Bodies that the hub waits for, as it last said.
  std::size_t late_bodies() const { return holes_.size(); }
  /// The log grew lately.
  bool is_selling(Instant now) const { return grew_at_ && now.unix_us() < grew_at_->unix_us() + options_.selling_us; }
  /// Released, and not taken yet.
  bool is_due(const wire::Place& place) const { return alone_.contains(place); }

 private:
  struct Exchange {
    std::uint64_t number;
    What what;
    Instant sent;
    int count;
    std::int64_t first_seq;
    bool trial_hole;                  ///< sent to see whether it was the body that nobody would take
    std::vector<wire::Place> places;  ///< of late bodies
  };

  void pump(Instant now);
  std::int64_t look_at_log(Instant now);
  int most_events(Instant now) const;
  void ask_again();
  bool send_events(Instant now);
  bool send_bodies(Instant now);
  void send(Exchange exchange, std::string raw, Instant now);
  wire::Line line_of(OutboxEvent&& event, bool money_first) const;

  void take_ack(const wire::Ack& ack, const Exchange& exchange, Instant now);
  bool follow(const wire::Link& place, Instant now, std::int64_t applied_seq, Instant server_time);
  void take_refusal(const wire::Refusal& refusal, const Exchange& exchange, Instant now);
  void refuse_events(const wire::Refusal& refusal, const Exchange& exchange, Instant now);
  void refuse_bodies(const wire::Refusal& refusal, const Exchange& exchange, Instant now);
  void withhold(const wire::Place& place, std::string error_class, std::string detail, Instant now);
  void suspect(std::int64_t seq);
  void smaller(const Exchange& exchange);
  void fail(const Exchange& exchange, Instant now, std::optional<int> retry_after_s);
  void wait(Instant now);
  void stop(wire::EpochReason reason, std::string detail);
  void alert(std::string reason, std::string detail);

  OutboxReader& outbox_;
  UpsyncOptions options_;
  Random random_;
  wire::Packer packer_;
  Backoff backoff_;
  Backoff bodies_backoff_;
  Breaker breaker_{hub_replication};
  ByteBudget budget_;

  State state_ = State::idle;
  wire::Link acked_;
  std::set<wire::Place> withheld_;
  std::vector<wire::Place> holes_;       ///< bodies the hub waits for, as it last said
  std::set<wire::Place> alone_;          ///< late bodies that are sent one by one
  std::optional<std::int64_t> suspect_;  ///< goes up as a hole once
  int events_;
  int bodies_;
  int hub_events_;
  std::int64_t hub_bytes_;
  int single_failures_ = 0;
  int body_failures_ = 0;
  int idle_answers_ = 0;  ///< 200 or 409 that moved nothing
  bool reread_ = false;
  bool heard_ = false;  ///< a success since a body alone failed
  bool bodies_next_ = false;
  std::string alerted_;
  std::uint64_t last_number_ = 0;
  std::optional<Exchange> in_flight_;
  std::int64_t head_seen_ = 0;
  std::optional<Instant> grew_at_;
  Instant paced_until_;  ///< minded while the store sells
  std::optional<Instant> pending_since_;
  std::optional<Instant> idle_since_;
  Instant wait_until_;
  Instant bodies_wait_until_;
  std::optional<Instant> deadline_;
  std::deque<Effect> effects_;
};
}  // namespace holdfast::edge
