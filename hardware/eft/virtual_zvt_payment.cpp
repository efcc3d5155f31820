#include <algorithm>

#include "eft/bcd.h"
#include "eft/virtual_zvt.h"
#include "eft/zvt_messages.h"

/// The virtual terminal's payments, and what it undoes.
namespace holdfast::eft {
namespace {
using State = VirtualEntry::State;
std::string byte_of(std::uint8_t value) { return std::string(1, static_cast<char>(value)); }
ZvtCommand completion() { return {zvt::completion, {}, {}, {}}; }
ZvtCommand ended(std::uint8_t code) { return {zvt::aborted, byte_of(code), {}, {}}; }
std::size_t fixed_bytes(PaymentKind kind) { return kind == PaymentKind::sale ? 0 : 3; }
}  // namespace

/// 11.2 rule 6: the till names the last payment it considers good; the one after that is taken back.
void VirtualZvt::mirror(const Apdu& apdu, std::size_t fixed) {
  if (!settings_.unique_id || apdu.data.size() < fixed) return;
  const Fields fields = decode_fields(std::string_view{apdu.data}.substr(fixed));
  const Tlv* named = find_tlv(fields.tlv, 0x1F1F);
  VirtualEntry* last = journal_.last_stored();
  if (named == nullptr || named->value.empty() || last == nullptr || last->unique_id == named->value) return;
  last->state = State::undone;
  last->stored = false;
}

void VirtualZvt::on_payment(const Apdu& apdu, PaymentKind kind, Instant now) {
  const std::size_t fixed = fixed_bytes(kind);
  const Fields fields = decode_fields(std::string_view{apdu.data}.substr(std::min(fixed, apdu.data.size())));
  const std::string* amount = fields.find(0x04);
  const std::string* currency = fields.find(0x49);
  const auto on_top = [&](std::uint32_t tag) -> std::int64_t {
    const Tlv* found = find_tlv(fields.tlv, tag);
    return found != nullptr ? decode_bcd(found->value).value_or(-1) : 0;
  };
  if (currency != nullptr && decode_bcd(*currency) != settings_.currency) return refuse(0x6F, now);
  if (amount == nullptr || !decode_bcd(*amount)) return refuse(0x83, now);
  const VirtualSum asked{*decode_bcd(*amount), on_top(0x1F36), on_top(0x1F25)};
  if (!asked.is_possible()) return refuse(0x83, now);
  mirror(apdu, fixed);
  accept(now);
  kind_ = kind;
  asked_ = asked;
  reversed_trace_ = 0;
  if (kind == PaymentKind::reversal) {
    const std::string* receipt = fields.find(0x87);
    const std::int64_t wanted = receipt != nullptr ? decode_bcd(*receipt).value_or(-1) : -1;
    VirtualEntry* target = nullptr;
    for (VirtualEntry& entry : journal_.entries)
      if (entry.receipt == wanted && entry.kind != PaymentKind::reversal && entry.stored) target = &entry;
    const bool reachable = target != nullptr && (settings_.reverses_any || target == journal_.last_stored());
    if (!reachable || target->amount != asked_.amount) return say(ended(0xB5));
    if (target->state == State::undone) return say(ended(0xB4));
    reversed_trace_ = target->trace;
  } else {
    customer_.reset();
    waited_ = false;
    if (!customers_.empty()) {
      customer_ = customers_.front();
      customers_.pop_front();
    } else if (settings_.when_nobody_is_next == VirtualQueue::pays_by_itself) {
      customer_ = VirtualCustomer::pays;
    }
    say_status(0x0A);
    steps_.push_back(MeetCustomer{});
  }
  say_status(0x04);
  steps_.push_back(AskHost{});
}

bool VirtualZvt::awaits_customer() const {
  return !customer_ && waited_ && !steps_.empty() && std::holds_alternative<MeetCustomer>(steps_.front());
}

void VirtualZvt::present(VirtualCustomer customer, Instant now) {
  if (!awaits_customer()) return next_customer(customer);
  customer_ = customer;
  timer_.reset();
  run(now);
}

void VirtualZvt::meet_customer(Instant) {
  switch (customer_.value_or(VirtualCustomer::cancels)) {
    case VirtualCustomer::pays:
    case VirtualCustomer::pays_part:
    case VirtualCustomer::is_declined:
      return;
    case VirtualCustomer::enters_wrong_pin:
      return give_up(0xEC);
    case VirtualCustomer::cancels:
      return give_up(0x6C);
    case VirtualCustomer::walks_away:
      steps_.push_front(Pause{settings_.patience_us});
      return give_up(0x6C);
  }
}

/// No payment: what is still to be said of it is dropped, a pause at the front excepted.
void VirtualZvt::give_up(std::uint8_t code) {
  std::deque<Step> kept;
  if (!steps_.empty() && std::holds_alternative<Pause>(steps_.front())) kept.push_back(steps_.front());
  steps_ = std::move(kept);
  if (kind_ == PaymentKind::sale) tip_ = 0;
  say({zvt::status_information, {}, {{0x27, byte_of(code)}}, {}});
  say(ended(code));
}

/// Of a sale; a tip that was added at the terminal goes with the customer who added it.
VirtualSum VirtualZvt::taken() const {
  if (kind_ != PaymentKind::sale) return asked_;
  return customer_ == VirtualCustomer::pays_part ? asked_.half() : asked_.with_tip(tip_);
}

void VirtualZvt::ask_host(Instant now) {
  if (abort_wanted_) return give_up(0x6C);
  if (customer_ == VirtualCustomer::is_declined && kind_ != PaymentKind::reversal) return give_up(0x05);
  VirtualEntry entry;
  entry.kind = kind_;
  const VirtualSum sum = taken();
  if (kind_ == PaymentKind::sale) tip_ = 0;
  entry.amount = sum.amount;
  entry.tip = sum.tip;
  entry.cashback = sum.cashback;
  entry.on_top_wanted = asked_.is_on_top();
  entry.trace = next_trace_++;
  entry.receipt = next_receipt_++ % 10'000;
  entry.original_trace = reversed_trace_;
  entry.at = now;
  if (settings_.unique_id) entry.unique_id = encode_bcd(77'000'000 + entry.trace, 4).value_or("");
  journal_.entries.push_back(entry);
  say(status_information(entry, now), true);
  say_receipts(entry);
  steps_.push_back(Confirm{});
  say(completion());
}

void VirtualZvt::confirm_entry() {
  VirtualEntry* entry = journal_.pending();
  if (entry == nullptr) return;
  entry->state = State::valid;
  entry->stored = true;
  if (entry->kind != PaymentKind::reversal) return;
  for (VirtualEntry& other : journal_.entries)
    if (other.trace == entry->original_trace) other.state = State::undone;
}

void VirtualZvt::undo_pending() {
  VirtualEntry* entry = journal_.pending();
  if (entry == nullptr) return;
  if (settings_.unique_id) return confirm_entry();  // kept until the till names another one as its last good one
  entry->state = State::undone;
  if (!settings_.stores_auto_reversal || entry->kind == PaymentKind::reversal) return;
  VirtualEntry reversal;
  reversal.kind = PaymentKind::reversal;
  reversal.amount = entry->amount;
  reversal.tip = entry->tip;
  reversal.cashback = entry->cashback;
  reversal.original_trace = entry->trace;
  reversal.trace = next_trace_++;
  reversal.receipt = next_receipt_++ % 10'000;
  reversal.state = State::valid;
  reversal.stored = true;
  reversal.at = entry->at;
  journal_.entries.push_back(reversal);
}
}  // namespace holdfast::eft
