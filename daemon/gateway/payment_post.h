#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "commands/pay_by_card.h"
#include "eft/terminal.h"
#include "gateway/post.h"
#include "gateway/terminal_driver.h"
#include "link/backoff.h"
#include "payments/card_payment.h"
#include "registry/run_terminal.h"

namespace holdfast::gateway {
/// One active card terminal: the attempts of the store that are its own, one after the other, and the actor that drives
/// it. What there is to do stands in the store (payments/card_payment_rows.h), so nothing is lost with this object:
/// decisions of people first, then what has no outcome, then new payments, then services. I/O thread only.
class PaymentPost final : public Post, public registry::TerminalWork, public std::enable_shared_from_this<PaymentPost> {
 public:
  PaymentPost(PostParts parts, devices::Device device, TerminalDriver driver, Currency currency);
  void start() override;
  /// What is under way becomes `unknown` at once when the post alone goes; the next one asks the terminal.
  void stop(Leave leave) override;
  bool busy() const override;
  void sweep(Instant now) override;
  void on_news() override;
  const devices::Device& device() const override { return device_; }
  registry::DeviceHealth health() const override;
  std::string trace() const override;
  void set_recording(link::Recording recording) override;

  /// --- for the API; all of it at once, without a wait ---
  std::optional<payments::Live> live(const Uuid& attempt) const;
  Result<> abort(const payments::CardPayment& payment);
  Result<> answer(const Uuid& attempt, const eft::CashierAnswer& answer);
  Result<> ask_again(const payments::CardPayment& payment);
  Result<> serve(eft::ServiceKind kind);

  boost::asio::awaitable<bool> keep(eft::Record record) override;
  void on_progress(const eft::Progress& progress) override;
  void on_question(const eft::Question& question) override;
  void on_paid(const eft::PaymentFinished& finished) override;
  void on_served(const eft::ServiceFinished& finished) override;
  void on_free() override;

 private:
  enum class Aim { pay, resolve, tell_decision };
  struct Current {
    payments::CardPayment payment;
    Aim aim = Aim::pay;
    payments::Live live = {};
  };
  struct Agenda {
    std::optional<payments::CardPayment> decided, open, fresh;
  };
  void renew();
  void advance();
  std::optional<Agenda> agenda() const;
  bool begin(payments::CardPayment payment, Aim aim);
  void refused(const payments::CardPayment& payment, Aim aim, const Error& error);
  bool begin_service();
  void on_health(const registry::DeviceHealth& health);

  // payment_post_store.cpp: what is stored
  boost::asio::awaitable<Result<>> stored(store::Write write);
  store::Write write_of(eft::Record record);
  /// Takes what was never begun out of the terminal's hands: it ends `cancelled`.
  void withdraw(const Uuid& attempt, payments::CardResult result);
  void store_decision_told(const Uuid& attempt);
  void store_report(const eft::ServiceReport& report);
  void store_lost(const Uuid& attempt);
  /// Tries again while the disk fails.
  void submit(store::Write write, std::function<void(bool stored)> done);
  void tell(const Current& current);

  PostParts parts_;
  devices::Device device_;
  TerminalDriver driver_;
  Currency currency_;
  std::shared_ptr<registry::TerminalActor> actor_;
  std::uint64_t turn_ = 0;             ///< of the actor; what an earlier one still wants kept is dropped
  std::optional<std::string> memory_;  ///< as it is stored
  std::optional<Current> current_;
  std::optional<eft::ServiceKind> wanted_;
  std::optional<eft::ServiceKind> serving_;
  /// Of the report of the service that runs, made and read on the writer's thread.
  std::shared_ptr<Uuid> report_id_ = std::make_shared<Uuid>();
  std::set<Uuid> settling_;    ///< attempts whose last word is on its way to the disk
  std::optional<Uuid> asked_;  ///< by a person, to be resolved now
  Instant resolve_at_;
  link::Backoff pause_{std::chrono::milliseconds{15'000}, std::chrono::milliseconds{300'000}};
  link::Recording recording_ = link::Recording::on;
  bool stopped_ = false, online_ = false, advancing_ = false;
  HealthTeller teller_;
};
}  // namespace holdfast::gateway
