#pragma once
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "eft/nexo_crypto.h"
#include "eft/nexo_message.h"
#include "eft/virtual_card.h"

namespace holdfast::eft {
struct VirtualNexoSettings {
  std::string poi_id = "P400Plus-123456789";
  Currency currency{"EUR", 2};
  std::shared_ptr<const NexoKey> key;  ///< null: plain
  bool reconciles = true;              ///< else NotAllowed
  bool shows_card_number = false;      ///< careless about masking
  bool spoils_mac = false;             ///< every answer is sealed wrongly
  VirtualQueue when_nobody_is_next = VirtualQueue::pays_by_itself;
  std::int64_t customer_us = 3'000'000;
  std::int64_t patience_us = 90'000'000;  ///< for a customer who does nothing
  std::int64_t host_us = 1'500'000;
  std::int64_t boot_us = 30'000'000;
  std::int64_t first_number = 1;  ///< of its transactions
};

/// A terminal of the Terminal API from its own side (9.3, 11.3): one payment at a time, answers kept by SaleID and
/// ServiceID and repeated on TransactionStatus. Deterministic: time and the customers are handed in.
class VirtualNexo {
 public:
  explicit VirtualNexo(VirtualNexoSettings settings)
      : settings_{std::move(settings)}, next_number_{settings_.first_number} {}
  void next_customer(VirtualCustomer customer) { customers_.push_back(customer); }
  void send_customers_away() { customers_.clear(); }
  const std::deque<VirtualCustomer>& customers() const { return customers_; }
  /// A payment stands still until present().
  bool awaits_customer() const { return running_ && phase_ == Phase::customer && !customer_; }
  /// Somebody steps up to the terminal: for the payment that waits, else for the next.
  void present(VirtualCustomer customer, Instant now);
  /// Of the payment that runs, 0 without one; with what the customer has tipped.
  std::int64_t asked() const { return sum().amount; }
  VirtualSum sum() const;
  /// The customer adds a tip, until the bank is asked: to the sale that runs, else to the next. Zero takes it back.
  void add_tip(std::int64_t amount) { tip_ = amount; }
  std::int64_t tip() const { return tip_; }
  void power_cycle(Instant now);
  bool accepts_link(Instant now) const { return !boot_until_ || now >= *boot_until_; }

  /// One POST. Its answer comes from poll() with the same number, later for payments.
  void on_request(std::uint32_t exchange, std::string_view body, Instant now);
  /// All connections are gone; a payment goes on.
  void on_link_lost() { running_exchange_ = 0; }
  void on_time(Instant now);
  std::optional<std::pair<std::uint32_t, std::string>> poll();
  std::optional<Instant> deadline() const;

  VirtualJournal& journal() { return journal_; }
  const VirtualJournal& journal() const { return journal_; }
  bool busy() const { return running_.has_value(); }
  const std::string& screen() const { return screen_; }
  VirtualNexoSettings& settings() { return settings_; }
  const VirtualNexoSettings& settings() const { return settings_; }

 private:
  enum class Phase { customer, host };
  void on_message(std::uint32_t exchange, const NexoMessage& message, Instant now);
  void begin(std::uint32_t exchange, const NexoMessage& message, Instant now);
  void advance(Instant now);
  void authorise(Instant now);
  bool is_sale() const;
  std::optional<VirtualSum> requested() const;
  void give_back(Instant now);
  void end(std::string payload);
  void answer(std::uint32_t exchange, const NexoHeader& request, std::string_view payload_name,
              const std::string& payload);
  std::string failure(std::string_view condition) const;
  std::string payment_payload(const VirtualEntry& entry) const;
  std::string reversal_payload(const VirtualEntry& entry) const;
  std::string status_payload(const NexoMessage& request) const;
  std::string totals_payload();

  VirtualNexoSettings settings_;
  VirtualJournal journal_;                      // survives power cycles, as do the answers
  std::map<std::string, std::string> answers_;  // by SaleID/ServiceID: the whole answer message
  std::int64_t next_number_;
  std::size_t batch_from_ = 0;
  std::deque<VirtualCustomer> customers_;
  VirtualCard card_;

  std::optional<NexoMessage> running_;
  std::uint32_t running_exchange_ = 0;
  std::string interrupted_;  // what ran when the power went: answered as aborted after the start
  NexoHeader interrupted_header_;
  Phase phase_ = Phase::customer;
  std::optional<VirtualCustomer> customer_;  ///< of the payment that runs; empty: nobody yet
  bool abort_wanted_ = false;
  std::int64_t tip_ = 0;  ///< added at the terminal
  std::optional<Instant> timer_;
  std::optional<Instant> boot_until_;
  std::uint64_t nonces_ = 0;
  std::string screen_ = "ready";
  std::deque<std::pair<std::uint32_t, std::string>> out_;
};
}  // namespace holdfast::eft
