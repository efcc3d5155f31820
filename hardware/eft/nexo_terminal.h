#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>

#include "eft/nexo_crypto.h"
#include "eft/nexo_message.h"
#include "eft/terminal.h"

namespace holdfast::eft {
struct NexoSettings {
  std::string sale_id = "till-1";
  std::string poi_id;
  Currency currency{"EUR", 2};
  std::shared_ptr<const NexoKey> key;  ///< local API; null: plain inside TLS (cloud)
  NexoSaleSoftware software;
  std::int64_t wait_s = 120;              ///< for a payment's answer: 150 through the cloud
  std::int64_t recovery_limit_s = 600;    ///< how long to go on asking before the payment stays in doubt
  std::function<std::uint64_t()> random;  ///< for nonces
};

/// What the driver keeps of a terminal: the ServiceID counter (numbers up to it may have been used) and the attempt
/// that is open.
struct NexoMemory {
  std::int64_t counter = 0;
  std::optional<Uuid> open;
  std::string encode() const;
  static NexoMemory decode(std::string_view text);
};
/// What it keeps with an attempt, from before the first byte (11.3 rule 1).
struct NexoNote {
  std::string service_id, sale_id, poi_id, transaction, category;
  Instant sent;
  std::string encode() const;
  static std::optional<NexoNote> decode(std::string_view text);
};
/// Base 36, at most ten characters.
std::string service_id_of(std::int64_t counter);

/// What a PaymentResponse or ReversalResponse says about our request. Doubtful: success without transaction id or
/// amount, another currency, amount or reference; or a failure that does not say that nothing was charged.
struct NexoFinding {
  bool doubtful = false;
  Outcome outcome;
  std::string why;
};
/// `final_answer`: the terminal is repeating it, so that UnreachableHost and the like are settled too.
NexoFinding judge_nexo(const NexoPayment& payment, const PaymentRequest& request, const NexoNote& note,
                       bool final_answer);

/// Drives one terminal over the Terminal API (sections 9 and 11.3): one POST a message; after anything uncertain
/// TransactionStatus until it is answered, never a second PaymentRequest.
class NexoTerminal final : public EftTerminal {
 public:
  NexoTerminal(NexoSettings settings, std::string_view memory);
  Features features() const override;
  Result<> start(const Job& job, Instant now) override;
  void abort(Instant now) override;
  void on_link_up(Instant) override {}
  void on_link_lost(Instant now) override;
  void on_bytes(std::uint32_t exchange, std::string_view bytes, Instant now) override;
  void on_exchange_lost(std::uint32_t exchange, Instant now) override;
  void on_recorded(std::uint64_t number, Instant now) override;
  void on_cashier(const CashierAnswer& answer, Instant now) override;
  void on_time(Instant now) override;
  std::optional<Action> poll() override;
  std::optional<Instant> deadline() const override { return timer_; }

 private:
  enum class Stage { idle, arming, running, readying, asking, pausing, serving, deciding };
  enum class After { nothing, send_payment, ask, serve, finish };
  NexoHeader header(std::string category) const;
  NexoHeader payment_header() const;
  std::string next_service_id();
  void reserve();
  std::string sealed(std::string message) const;
  std::uint32_t post(const std::string& message);
  void close_exchange();
  void record(Record entry, After after);
  void show(std::string_view key, std::string text = {}) {
    actions_.push_back(Progress{std::string{key}, std::move(text)});
  }

  void send_payment(Instant now);
  void send_abort();
  void on_payment_answer(const Result<NexoMessage>& message, Instant now);
  void settle(NexoFinding finding, Instant now);
  void finish(Outcome outcome);
  void finished();

  void ask(bool abort_first, Instant now);
  void query(Instant now);
  void on_status_answer(const Result<NexoMessage>& message, Instant now);
  void on_not_found(Instant now);
  void ask_later(std::int64_t seconds, Instant now);
  void ask_with_longer_pauses(Instant now);
  void for_a_person(std::string why);
  void unreachable();

  void serve(Instant now);
  void on_service_answer(const Result<NexoMessage>& message);
  void finish_service(ServiceReport::Result result, std::string key, std::string code);
  void on_terminal_request(const NexoMessage& message, Instant now);
  void reply(const NexoMessage& request, std::string_view payload_name, const std::string& payload);

  NexoSettings settings_;
  NexoMemory memory_;
  std::int64_t counter_;  // used up to here; memory_.counter is what is reserved on disk
  Stage stage_ = Stage::idle;
  std::optional<PaymentRequest> request_;
  std::optional<ServiceKind> service_;
  ServiceReport report_;
  NexoNote note_;
  bool abort_wanted_ = false;
  bool abort_first_ = false;
  bool not_found_once_ = false;
  std::optional<Instant> asking_since_;
  std::optional<Instant> asking_until_;
  std::size_t pause_ = 0;
  std::optional<Outcome> outcome_;
  std::string approval_seen_;
  std::uint32_t exchange_ = 0;  // the one whose answer we wait for; 0: none
  std::uint32_t exchanges_ = 0;
  std::optional<NexoMessage> input_;  // a question of the terminal that the cashier has
  std::uint64_t question_ = 0;
  std::uint64_t recorded_ = 0;
  std::uint64_t awaited_ = 0;
  After after_ = After::nothing;
  std::optional<Instant> timer_;
  std::deque<Action> actions_;
};
}  // namespace holdfast::eft
