#pragma once
#include <deque>
#include <optional>
#include <string>
#include <variant>

#include "eft/virtual_card.h"
#include "eft/zvt_wire.h"

namespace holdfast::eft {
struct VirtualZvtSettings {
  ZvtWire::Framing framing = ZvtWire::Framing::tcp;
  std::string terminal_id = "29001006";
  int currency = 978;
  enum class Printing { nothing, lines, blocks } printing = Printing::lines;
  bool unique_id = false;             ///< keeps unconfirmed payments, reports and reads 1F1F
  bool repeats_status = true;         ///< 06 20 sends 04 0F
  bool reverses_any = true;           ///< else only the last one
  bool stores_auto_reversal = false;  ///< its own reversal becomes the last transaction
  bool registers_while_busy = false;  ///< 06 00 is taken; 05 01 says 9C
  bool waits_without_link = true;     ///< the customer goes on when the till is gone
  bool sequence_ids = false;
  bool shows_card_number = false;  ///< careless about masking, as old ones are
  VirtualQueue when_nobody_is_next = VirtualQueue::pays_by_itself;
  std::int64_t customer_us = 2'000'000;
  std::int64_t patience_us = 60'000'000;  ///< for a customer who does nothing
  std::int64_t host_us = 1'000'000;
  std::int64_t reversal_us = 8'000'000;
  std::int64_t boot_us = 20'000'000;
  std::int64_t clock_ahead_s = 3'600;
  std::int64_t first_trace = 101, first_receipt = 41;
  bool commissioned = false;  ///< has the trial sale of whoever set it up behind it, as every terminal in a shop has
};

/// A ZVT terminal from its own side (hardware reference 8, 11.2): journal, printing, intermediate status, undoing what
/// is not confirmed, repeating what was stored. Deterministic: time and the customers are handed in.
class VirtualZvt {
 public:
  explicit VirtualZvt(VirtualZvtSettings settings);

  void next_customer(VirtualCustomer customer) { customers_.push_back(customer); }
  void send_customers_away() { customers_.clear(); }
  const std::deque<VirtualCustomer>& customers() const { return customers_; }
  /// A payment stands still until present().
  bool awaits_customer() const;
  /// Somebody steps up to the terminal: for the payment that waits, else for the next.
  void present(VirtualCustomer customer, Instant now);
  /// Of the payment that runs, 0 without one; with what the customer has tipped.
  std::int64_t asked() const { return sum().amount; }
  VirtualSum sum() const { return busy() ? asked_.with_tip(kind_ == PaymentKind::sale ? tip_ : 0) : VirtualSum{}; }
  /// The customer adds a tip, until the bank is asked: to the sale that runs, else to the next. Zero takes it back.
  void add_tip(std::int64_t amount) { tip_ = amount; }
  std::int64_t tip() const { return tip_; }
  void power_cycle(Instant now);
  bool accepts_link(Instant now) const { return !boot_until_ || now >= *boot_until_; }

  void on_link_up(Instant now);
  void on_link_lost(Instant now);
  void on_bytes(std::string_view bytes, Instant now);
  void on_time(Instant now);
  std::optional<std::string> poll_bytes();
  std::optional<Instant> deadline() const;

  VirtualJournal& journal() { return journal_; }
  const VirtualJournal& journal() const { return journal_; }
  bool busy() const { return !steps_.empty() || awaiting_ || reversing_until_; }
  /// What stands on its display.
  const std::string& screen() const { return screen_; }
  VirtualZvtSettings& settings() { return settings_; }
  const VirtualZvtSettings& settings() const { return settings_; }

 private:
  struct Say {
    ZvtCommand message;
    bool matters = false;
  };  // matters: unanswered, it undoes the payment
  struct Pause {
    std::int64_t us;
  };
  struct MeetCustomer {};
  struct AskHost {};
  struct Confirm {};  // the till has everything: the entry stands
  struct CloseBatch {};
  using Step = std::variant<Say, Pause, MeetCustomer, AskHost, Confirm, CloseBatch>;

  void on_command(const Apdu& apdu, Instant now);
  void on_busy_command(const Apdu& apdu, Instant now);
  void on_answer(const Apdu& apdu, Instant now);
  void on_registration(const Apdu& apdu);
  void on_payment(const Apdu& apdu, PaymentKind kind, Instant now);
  void on_repeat(const Apdu& apdu, Instant now);
  void on_end_of_day(Instant now);
  void mirror(const Apdu& apdu, std::size_t fixed);
  void run(Instant now);
  bool perform(Step& step, Instant now);
  void meet_customer(Instant now);
  void ask_host(Instant now);
  VirtualSum taken() const;
  void give_up(std::uint8_t code);
  void confirm_entry();
  void unanswered(Instant now);
  void undo_pending();
  void say_now(ZvtCommand message, bool answer, Instant now);
  void refuse(std::uint8_t code, Instant now) {
    say_now({static_cast<std::uint16_t>(0x8400 | code), {}, {}, {}}, true, now);
  }
  void accept(Instant now) { say_now({zvt::positive, {}, {}, {}}, true, now); }
  void say(ZvtCommand message, bool matters = false) { steps_.push_back(Say{std::move(message), matters}); }
  void say_status(std::uint8_t status);
  void say_receipts(const VirtualEntry& entry);
  void say_text(const std::vector<std::string>& lines, std::uint8_t copy);
  ZvtCommand status_information(const VirtualEntry& entry, Instant now) const;
  ZvtCommand day_totals() const;

  VirtualZvtSettings settings_;
  VirtualJournal journal_;  // survives power cycles, as do the numbers
  std::int64_t next_trace_;
  std::int64_t next_receipt_;
  std::size_t batch_from_ = 0;
  std::deque<VirtualCustomer> customers_;
  VirtualCard card_;

  bool link_ = false;
  bool registered_ = false;
  std::uint8_t config_ = 0;
  ZvtWire wire_;
  SequenceIds sequence_;
  std::deque<Step> steps_;
  std::optional<Say> awaiting_;
  int repeats_ = 0;
  std::optional<Apdu> repeatable_;
  PaymentKind kind_ = PaymentKind::sale;
  VirtualSum asked_;      ///< by the till
  std::int64_t tip_ = 0;  ///< added at the terminal
  std::int64_t reversed_trace_ = 0;
  bool abort_wanted_ = false;
  std::optional<VirtualCustomer> customer_;  ///< of the payment that runs; empty: nobody yet
  bool waited_ = false;
  std::optional<Instant> timer_;
  std::optional<Instant> reversing_until_;
  std::optional<Instant> boot_until_;
  std::string screen_ = "ready";
};
}  // namespace holdfast::eft
