#include <algorithm>
#include <array>

#include "eft/bcd.h"
#include "eft/texts.h"
#include "eft/zvt_terminal.h"

/// What became of a payment (hardware reference 11.2): reach the terminal, wait until it is idle, have it repeat the
/// status information of its last stored transaction, compare.
namespace holdfast::eft {
namespace {
using Kind = ZvtDialogue::Event::Kind;
constexpr std::int64_t busy_pause_s = 2;
constexpr std::array<std::int64_t, 5> retry_pauses_s{1, 2, 5, 10, 20};

/// Busy, or a card is still in it: asked again. Everything else will not change by waiting.
bool is_passing(std::uint8_t status) { return status == 0x9C || status == 0xA0 || status == 0xDC || status == 0xE1; }
}  // namespace

void ZvtTerminal::ask(Instant now) {
  if (!asking()) {
    asking_since_ = now;
    asking_until_ = now.plus_seconds(settings_.recovery_limit_s);
    busy_until_.reset();
    tries_ = 0;
    record({.event = payments::AttemptEvent::lost, .note = note_.encode()}, After::nothing);
  }
  show("eft.recovery.asking");
  repeated_.reset();
  proceed(now);
}

/// This try has failed; another one after a pause, until the limit.
void ZvtTerminal::ask_later(Instant now) {
  dialogue_.reset();
  repeated_.reset();
  if (now >= *asking_until_) return unreachable(now);
  const auto index = std::min(static_cast<std::size_t>(tries_), retry_pauses_s.size() - 1);
  ++tries_;
  if (tries_ == 3) show("eft.recovery.unreachable");
  enter(Stage::pausing);
  refresh_timer(retry_pauses_s[index], now);
}

/// The terminal is there and has still to do, with what we ask about or with undoing it.
void ZvtTerminal::ask_soon(Instant now) {
  if (now >= *asking_until_) return unreachable(now);
  show("eft.recovery.waiting");
  enter(Stage::pausing);
  refresh_timer(busy_pause_s, now);
}

/// Not a question for a person yet: whoever asks again later may still hear the answer.
void ZvtTerminal::unreachable(Instant now) {
  Outcome outcome;
  outcome.verdict = Verdict::in_doubt;
  outcome.text_key = "eft.recovery.unreachable";
  outcome.learnt_later = true;
  finish(std::move(outcome), now);
}

void ZvtTerminal::on_enquiring(const ZvtDialogue::Event& event, Instant now) {
  switch (event.kind) {
    case Kind::begun:
    case Kind::progress:
    case Kind::silent:
      return;
    case Kind::status:  // of an earlier command, not ours to confirm: unanswered, the terminal undoes it
      drop_link();
      return ask_later(now);
    case Kind::print:
      return dialogue_->answer(now);
    case Kind::refused:
    case Kind::aborted:
    case Kind::completed: {
      std::uint8_t status = 0;
      if (event.kind == Kind::completed) status = decode_completion(event.apdu.data).terminal_status.value_or(0);
      if (event.kind == Kind::refused) status = static_cast<std::uint8_t>(event.apdu.control & 0xFF);
      if (event.kind == Kind::aborted) status = decode_terminal_abort(event.apdu.data).result.value_or(0x9C);
      dialogue_->answer(now);
      drain(now);
      dialogue_.reset();
      if (is_passing(status)) {
        if (now >= *busy_until_) return unreachable(now);
        show("eft.recovery.waiting");
        enter(Stage::waiting);
        return refresh_timer(busy_pause_s, now);
      }
      if (!settings_.repeat_status) return for_a_person("this terminal cannot repeat its last transaction", now);
      return begin(zvt_repeat_receipt(settings_.password, 0x03), Stage::repeating, now);
    }
  }
}

void ZvtTerminal::on_repeating(const ZvtDialogue::Event& event, Instant now) {
  switch (event.kind) {
    case Kind::begun:
    case Kind::progress:
    case Kind::silent:
      return;
    case Kind::status:
      // Stored with the decision; a crash before that asks once more.
      repeated_ = decode_status_information(event.apdu.data, charset_);
      return dialogue_->answer(now);
    case Kind::print:
      return dialogue_->answer(now);
    case Kind::completed:
      dialogue_->answer(now);
      drain(now);
      dialogue_.reset();
      return judge(now);
    case Kind::refused:
    case Kind::aborted: {
      const std::uint8_t code = event.kind == Kind::refused
                                    ? static_cast<std::uint8_t>(event.apdu.control & 0xFF)
                                    : decode_terminal_abort(event.apdu.data).result.value_or(0xFF);
      dialogue_->answer(now);
      drain(now);
      dialogue_.reset();
      if (is_passing(code)) return ask_later(now);
      return for_a_person("the terminal does not repeat its last transaction (" + hex_of(code) + ")", now);
    }
  }
}

void ZvtTerminal::judge(Instant now) {
  if (!repeated_) return for_a_person("the terminal repeated nothing", now);
  const StatusInformation& last = *repeated_;
  const ZvtFinding finding = judge_repeat(last, note_, *request_, currency_);
  note_.seen_unique_id = last.unique_id;
  Outcome outcome;
  switch (finding.kind) {
    case ZvtFinding::Kind::unclear:
      return for_a_person(finding.why, now);
    case ZvtFinding::Kind::ours:
      outcome = approved_by(last);
      if (outcome.verdict == Verdict::in_doubt) return for_a_person(outcome.detail, now);
      outcome.receipt = lines_;
      memory_.last = mark_of(last);
      if (last.unique_id) memory_.unique_id = last.unique_id;
      break;
    case ZvtFinding::Kind::ours_failed:
      outcome.verdict = Verdict::declined;
      outcome.text_key = std::string{result_key(*last.result)};
      outcome.code = hex_of(*last.result);
      memory_.last = mark_of(last);
      break;
    case ZvtFinding::Kind::none:
      outcome.verdict = Verdict::not_charged;
      outcome.text_key = "eft.result.not_charged";
      outcome.detail = finding.why;
      memory_.last = mark_of(last);
      break;
  }
  outcome.learnt_later = true;
  learned_ = true;
  finish(std::move(outcome), now);
}

void ZvtTerminal::for_a_person(std::string why, Instant now) {
  Outcome outcome;
  outcome.verdict = Verdict::in_doubt;
  outcome.person_needed = true;
  outcome.learnt_later = true;
  outcome.text_key = "eft.recovery.person";
  outcome.detail = std::move(why);
  if (repeated_) {
    const Outcome seen = approved_by(*repeated_);
    outcome.terminal = seen.terminal;
    outcome.card = seen.card;
  }
  show("eft.recovery.person");
  finish(std::move(outcome), now);
}
}  // namespace holdfast::eft
