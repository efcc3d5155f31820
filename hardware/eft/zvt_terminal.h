#pragma once
#include <deque>
#include <memory>

#include "eft/terminal.h"
#include "eft/zvt_dialogue.h"
#include "eft/zvt_print.h"
#include "eft/zvt_recovery.h"
#include "eft/zvt_wire.h"

namespace holdfast::eft {
/// How one ZVT terminal is set up, and what its model can do (11.2 rule 9).
struct ZvtSettings {
  ZvtWire::Framing framing = ZvtWire::Framing::tcp;
  std::string password = "000000";
  Currency currency{"EUR", 2};
  std::uint8_t config = zvt_config::attended;
  int printer_width = 0;     ///< characters; 0: let the terminal choose
  bool print_blocks = true;  ///< offer 06 D3
  bool offer_sequence_ids = false;
  bool unique_id = false;               ///< the model keeps 1F1F
  bool repeat_status = true;            ///< the model answers 06 20 with 04 0F
  std::int64_t recovery_limit_s = 600;  ///< unreachable for so long: the payment stays in doubt until asked again
};

/// What puts a terminal in that status (05 01, 06 1E) right again; empty: nothing we can start (8.8).
std::optional<ServiceKind> zvt_remedy(std::uint8_t status);

/// Drives one terminal over ZVT (sections 8 and 11.2): registers, pays, gives back, closes the day; and after anything
/// uncertain asks the terminal by status enquiry and repeated status information before it says what became of a
/// payment.
class ZvtTerminal final : public EftTerminal {
 public:
  /// `memory` is what the last Record with one said; empty at first.
  ZvtTerminal(ZvtSettings settings, std::string_view memory);
  Features features() const override;
  Result<> start(const Job& job, Instant now) override;
  void abort(Instant now) override;
  void on_link_up(Instant now) override;
  void on_link_lost(Instant now) override;
  void on_bytes(std::uint32_t exchange, std::string_view bytes, Instant now) override;
  void on_exchange_lost(std::uint32_t exchange, Instant now) override;
  void on_recorded(std::uint64_t number, Instant now) override;
  void on_cashier(const CashierAnswer&, Instant) override {}
  void on_time(Instant now) override;
  std::optional<Action> poll() override;
  std::optional<Instant> deadline() const override;

 private:
  enum class Stage {
    idle,
    connecting,
    registering,
    learning,   // 06 20 before the first payment on this link: which transaction is the last one?
    arming,     // waits for the intent to be durable
    running,    // the job's own command
    pausing,    // before another try to reach the terminal (asking)
    enquiring,  // 05 01 (asking)
    waiting,    // between two enquiries (asking)
    repeating,  // 06 20 (asking)
    deciding,   // waits for the outcome to be durable
  };
  enum class After { nothing, send_command, answer, finish };

  // zvt_terminal.cpp: the order of things
  void proceed(Instant now);
  void enter(Stage stage) {
    stage_ = stage;
    timer_.reset();
  }
  void open_link(Instant now);
  void begin(ZvtCommand command, Stage stage, Instant now,
             ZvtDialogue::Ending ending = ZvtDialogue::Ending::by_completion);
  void drain(Instant now);
  void on_event(const ZvtDialogue::Event& event, Instant now);
  void on_registering(const ZvtDialogue::Event& event, Instant now);
  void on_learning(const ZvtDialogue::Event& event, Instant now);
  void drop_link();
  void link_gone(Instant now);
  void send(ZvtCommand command, bool answer, Instant now);
  void unsolicited(const Apdu& apdu, Instant now);
  void record(Record entry, After after);
  void show(std::string_view key, std::string text = {});
  void refresh_timer(std::int64_t seconds, Instant now) { timer_ = now.plus_seconds(seconds); }

  // zvt_job.cpp: what a payment or service makes of it
  ZvtCommand job_command() const;
  void arm(Instant now);
  void on_running(const ZvtDialogue::Event& event, Instant now);
  void on_payment_status(const StatusInformation& status, Instant now);
  void on_payment_completed(Instant now);
  void on_payment_aborted(const TerminalAbort& abort, Instant now);
  void on_service_event(const ZvtDialogue::Event& event, Instant now);
  void keep_lines(const Apdu& apdu);
  void nothing_sent(std::string key, std::string code, Instant now);
  void finish(Outcome outcome, Instant now);
  void finish_service(ServiceReport::Result result, std::string key, std::string code);
  void finished();
  Outcome approved_by(const StatusInformation& status) const;

  // zvt_asking.cpp: 11.2
  void ask(Instant now);
  void ask_later(Instant now);
  void ask_soon(Instant now);
  void unreachable(Instant now);
  void on_enquiring(const ZvtDialogue::Event& event, Instant now);
  void on_repeating(const ZvtDialogue::Event& event, Instant now);
  void judge(Instant now);
  void for_a_person(std::string why, Instant now);

  bool is_payment() const { return request_.has_value(); }
  bool asking() const { return asking_since_.has_value(); }
  ZvtCharset charset() const { return charset_; }

  ZvtSettings settings_;
  int currency_;
  ZvtMemory memory_;

  Stage stage_ = Stage::idle;
  std::optional<PaymentRequest> request_;
  std::optional<ServiceKind> service_;
  ServiceReport report_;
  ZvtNote note_;
  bool abort_wanted_ = false;
  bool last_line_failed_ = false;
  std::optional<Outcome> outcome_;  // decided, not yet durable
  std::string decline_code_;        // of a 04 0F that was no approval
  std::string decline_text_;
  std::vector<ReceiptLine> lines_;

  std::optional<Instant> asking_since_;  // in doubt since
  std::optional<Instant> asking_until_;
  std::optional<Instant> busy_until_;
  int tries_ = 0;
  std::optional<StatusInformation> repeated_;

  bool link_up_ = false;
  bool registered_ = false;
  bool learned_ = false;
  ZvtWire wire_;
  SequenceIds sequence_;
  ZvtCharset charset_ = ZvtCharset::cp437;
  std::unique_ptr<ZvtDialogue> dialogue_;
  std::optional<ReceiptCollector> collector_;

  std::uint64_t recorded_ = 0;  // numbers given out
  std::uint64_t awaited_ = 0;
  After after_ = After::nothing;
  std::optional<Instant> timer_;
  std::deque<Action> actions_;
};
}  // namespace holdfast::eft
