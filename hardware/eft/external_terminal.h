#pragma once
#include <deque>

#include "eft/terminal.h"

namespace holdfast::eft {
/// A terminal that is not connected: the cashier works it by hand and keys in what it shows, then looks a second time
/// at what was keyed before it counts. After a restart the question is asked again: the paper and the terminal's own
/// journal answer it. It reads no card and knows no totals.
class ExternalTerminal final : public EftTerminal {
 public:
  ExternalTerminal(Currency currency, std::string_view memory);
  Features features() const override;
  Result<> start(const Job& job, Instant now) override;
  void abort(Instant) override {}  // the cashier answers the question
  void on_link_up(Instant) override {}
  void on_link_lost(Instant) override {}
  void on_bytes(std::uint32_t, std::string_view, Instant) override {}
  void on_exchange_lost(std::uint32_t, Instant) override {}
  void on_recorded(std::uint64_t number, Instant now) override;
  void on_cashier(const CashierAnswer& answer, Instant now) override;
  void on_time(Instant) override {}
  std::optional<Action> poll() override;
  std::optional<Instant> deadline() const override { return std::nullopt; }

 private:
  enum class Stage { idle, arming, keying, confirming, deciding };
  void ask_result(std::string_view key);
  void on_keyed(const CashierAnswer& answer);
  void decide(Outcome outcome);
  void record(Record entry);

  Currency currency_;
  std::optional<Uuid> open_;  // kept in memory: an attempt nobody has answered
  Stage stage_ = Stage::idle;
  std::optional<PaymentRequest> request_;
  bool later_ = false;
  Outcome keyed_;
  std::uint64_t question_ = 0;
  std::uint64_t recorded_ = 0;
  std::deque<Action> actions_;
};
}  // namespace holdfast::eft
