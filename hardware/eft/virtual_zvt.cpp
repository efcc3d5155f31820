#include "eft/virtual_zvt.h"

#include <algorithm>

#include "eft/bcd.h"
#include "eft/zvt_messages.h"

namespace holdfast::eft {
namespace {
constexpr std::int64_t answer_limit_us = 5'000'000;
constexpr int max_repeats = 2;

std::string byte_of(std::uint8_t value) { return std::string(1, static_cast<char>(value)); }
ZvtCommand completion() { return {zvt::completion, {}, {}, {}}; }
}  // namespace

void VirtualZvt::on_link_up(Instant now) {
  if (link_) on_link_lost(now);
  link_ = true;
  registered_ = false;
  wire_.clear();
  sequence_.stop();
}

void VirtualZvt::on_link_lost(Instant now) {
  if (!link_) return;
  link_ = false;
  registered_ = false;
  wire_.clear();
  sequence_.stop();
  if (awaiting_) return unanswered(now);
  if (!settings_.waits_without_link && !steps_.empty() && journal_.pending() == nullptr) {
    steps_.clear();
    timer_.reset();
    screen_ = "ready";
  }
}

VirtualZvt::VirtualZvt(VirtualZvtSettings settings)
    : settings_{std::move(settings)},
      next_trace_{settings_.first_trace},
      next_receipt_{settings_.first_receipt},
      wire_{settings_.framing} {
  if (!settings_.commissioned) return;
  VirtualEntry trial;
  trial.amount = 1;
  trial.trace = next_trace_++;
  trial.receipt = next_receipt_++;
  trial.state = VirtualEntry::State::undone;
  trial.stored = true;
  journal_.entries.push_back(std::move(trial));
  batch_from_ = journal_.entries.size();
}

void VirtualZvt::power_cycle(Instant now) {
  link_ = registered_ = false;
  wire_.clear();
  sequence_.stop();
  steps_.clear();
  awaiting_.reset();
  timer_.reset();
  reversing_until_.reset();
  tip_ = 0;
  screen_ = "starting";
  boot_until_ = Instant{now.unix_us() + settings_.boot_us};
}

void VirtualZvt::on_bytes(std::string_view bytes, Instant now) {
  if (!link_) return;
  wire_.on_bytes(bytes, now);
  while (auto apdu = wire_.poll_apdu()) {
    if (is_answer(apdu->control)) {
      on_answer(*apdu, now);
      continue;
    }
    const bool repeated = sequence_.on_message(*apdu) == SequenceIds::Seen::repeated;
    if (repeated)
      accept(now);
    else
      on_command(*apdu, now);
  }
  run(now);
}

void VirtualZvt::on_command(const Apdu& apdu, Instant now) {
  if (apdu.control == zvt::status_enquiry) {
    accept(now);
    return say_now({zvt::completion, byte_of(busy() ? 0x9C : 0x00), {}, {}}, false, now);
  }
  if (busy()) return on_busy_command(apdu, now);
  abort_wanted_ = false;
  if (apdu.control == zvt::registration) {
    accept(now);
    return on_registration(apdu);
  }
  if (apdu.control == zvt::abort) return accept(now);
  if (!registered_ && apdu.control != zvt::log_off) return refuse(0x6B, now);
  switch (apdu.control) {
    case zvt::authorisation:
      return on_payment(apdu, PaymentKind::sale, now);
    case zvt::refund:
      return on_payment(apdu, PaymentKind::refund, now);
    case zvt::reversal:
      return on_payment(apdu, PaymentKind::reversal, now);
    case zvt::repeat_receipt:
      return on_repeat(apdu, now);
    case zvt::end_of_day:
      mirror(apdu, 3);
      return on_end_of_day(now);
    case zvt::log_off:
      registered_ = false;
      return accept(now);
    case zvt::diagnosis:
      accept(now);
      say_status(0xC9);
      steps_.push_back(Pause{settings_.host_us});
      say_text({"DIAGNOSE", "OK"}, 3);
      return say(completion());
    case zvt::initialisation:
    case zvt::reset:
      accept(now);
      return say(completion());
    default:
      return refuse(0x83, now);
  }
}

void VirtualZvt::on_busy_command(const Apdu& apdu, Instant now) {
  if (apdu.control == zvt::abort) {
    accept(now);
    abort_wanted_ = true;
    const auto unasked = [](const Step& step) { return std::holds_alternative<AskHost>(step); };
    if (std::ranges::none_of(steps_, unasked)) return;  // too late, or already ending
    if (!awaiting_) timer_.reset();
    steps_.clear();
    return give_up(0x6C);
  }
  if (apdu.control == zvt::registration && settings_.registers_while_busy) {
    registered_ = true;
    accept(now);
    return say_now({zvt::completion, {}, {{0x19, byte_of(0)}}, {}}, false, now);
  }
  refuse(0x9C, now);
}

void VirtualZvt::on_registration(const Apdu& apdu) {
  registered_ = true;
  if (apdu.data.size() >= 4) config_ = octet(apdu.data, 3);
  ZvtCommand answer{zvt::completion, {}, {{0x19, byte_of(0)}, zvt_number(0x49, settings_.currency)}, {}};
  std::string id;
  for (std::size_t i = 0; i + 1 < settings_.terminal_id.size(); i += 2)
    id += static_cast<char>((settings_.terminal_id[i] - '0') << 4 | (settings_.terminal_id[i + 1] - '0'));
  answer.fields.insert(answer.fields.begin() + 1, {0x29, id});
  const bool offered =
      apdu.data.size() > 6 && find_tlv(decode_fields(std::string_view{apdu.data}.substr(6)).tlv, 0x1F73) != nullptr;
  if (offered && settings_.sequence_ids) answer.tlv.push_back(primitive(0x1F73, std::string(3, '\0')));
  say(std::move(answer));
}

void VirtualZvt::on_answer(const Apdu& apdu, Instant now) {
  if (!awaiting_) return;
  const bool yes = is_positive(apdu.control);
  if (!yes && apdu.control == zvt::ask_again) {
    timer_ = Instant{now.unix_us() + 2'000'000};
    return;
  }
  if (!yes && awaiting_->matters) return unanswered(now);
  awaiting_.reset();
  timer_.reset();
}

/// The till does not answer: an ordinary message ends the dialogue, one that matters undoes the payment.
void VirtualZvt::unanswered(Instant now) {
  awaiting_.reset();
  timer_.reset();
  steps_.clear();
  screen_ = "ready";
  if (journal_.pending() == nullptr) return;
  screen_ = "reversing";
  reversing_until_ = Instant{now.unix_us() + (settings_.unique_id ? 0 : settings_.reversal_us)};
}

void VirtualZvt::run(Instant now) {
  while (!awaiting_ && !timer_ && !steps_.empty()) {
    Step step = std::move(steps_.front());
    steps_.pop_front();
    if (!perform(step, now)) return;
  }
  if (!busy() && !boot_until_) screen_ = "ready";
}

bool VirtualZvt::perform(Step& step, Instant now) {
  if (auto* message = std::get_if<Say>(&step)) {
    if (!link_) {
      unanswered(now);
      return false;
    }
    awaiting_ = std::move(*message);
    repeats_ = 0;
    ZvtCommand copy = awaiting_->message;
    say_now(copy, false, now);
    timer_ = Instant{now.unix_us() + answer_limit_us};
    return false;
  }
  if (const auto* pause = std::get_if<Pause>(&step)) {
    timer_ = Instant{now.unix_us() + pause->us};
    return false;
  }
  if (std::holds_alternative<MeetCustomer>(step)) {
    screen_ = "present card";
    if (!customer_ && !waited_) {
      waited_ = true;
      steps_.push_front(MeetCustomer{});
      timer_ = Instant{now.unix_us() + settings_.patience_us};
      return false;
    }
    meet_customer(now);
    steps_.push_front(Pause{settings_.customer_us});
  } else if (std::holds_alternative<AskHost>(step)) {
    screen_ = "authorising";
    ask_host(now);
    steps_.push_front(Pause{settings_.host_us});
  } else if (std::holds_alternative<Confirm>(step)) {
    screen_ = "approved";
    confirm_entry();
  } else {
    batch_from_ = journal_.entries.size();
  }
  return true;
}

void VirtualZvt::on_time(Instant now) {
  wire_.on_time(now);
  if (link_ && wire_.failed()) on_link_lost(now);
  if (boot_until_ && now >= *boot_until_) {
    boot_until_.reset();
    undo_pending();
    screen_ = "ready";
  }
  if (reversing_until_ && now >= *reversing_until_) {
    reversing_until_.reset();
    undo_pending();
    screen_ = "ready";
  }
  if (timer_ && now >= *timer_) {
    timer_.reset();
    if (awaiting_ && awaiting_->matters && repeats_ < max_repeats) {
      ++repeats_;
      if (repeatable_) wire_.send(*repeatable_, now);
      timer_ = Instant{now.unix_us() + answer_limit_us};
    } else if (awaiting_) {
      unanswered(now);
    }
  }
  run(now);
}

void VirtualZvt::say_now(ZvtCommand message, bool answer, Instant now) {
  if (!link_) return;
  if (answer)
    sequence_.stamp_answer(message);
  else
    sequence_.stamp_message(message);
  const Apdu apdu = message.apdu();
  if (!answer) repeatable_ = apdu;
  const bool agrees = apdu.control == zvt::completion && !sequence_.on() && find_tlv(message.tlv, 0x1F73) != nullptr;
  wire_.send(apdu, now);
  if (agrees) sequence_.agree();
}

std::optional<std::string> VirtualZvt::poll_bytes() { return link_ ? wire_.poll_bytes() : std::nullopt; }
std::optional<Instant> VirtualZvt::deadline() const {
  std::optional<Instant> first;
  for (const auto& other : {timer_, reversing_until_, boot_until_, wire_.deadline()})
    if (other && (!first || *other < *first)) first = other;
  return first;
}
}  // namespace holdfast::eft
