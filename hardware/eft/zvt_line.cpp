#include "eft/zvt_terminal.h"

/// The line below the dialogues: opened, lost, bytes in and out.
namespace holdfast::eft {
namespace {
constexpr std::int64_t connect_limit_s = 10;
}  // namespace

void ZvtTerminal::open_link(Instant now) {
  enter(Stage::connecting);
  if (!asking()) show("eft.job.connecting");
  actions_.push_back(OpenLink{});
  refresh_timer(connect_limit_s, now);
}

void ZvtTerminal::on_link_up(Instant now) {
  if (stage_ != Stage::connecting) return;
  link_up_ = true;
  registered_ = learned_ = false;
  wire_.clear();
  sequence_.stop();
  charset_ = ZvtCharset::cp437;
  proceed(now);
  drain(now);
}

void ZvtTerminal::drop_link() {
  if (link_up_ || stage_ == Stage::connecting) actions_.push_back(CloseLink{});
  link_up_ = registered_ = learned_ = false;
  dialogue_.reset();
  wire_.clear();
  sequence_.stop();
}

void ZvtTerminal::on_link_lost(Instant now) {
  link_up_ = registered_ = learned_ = false;
  dialogue_.reset();
  wire_.clear();
  sequence_.stop();
  link_gone(now);
  drain(now);
}

/// The dialogue cannot be finished on this link, whoever closed it.
void ZvtTerminal::link_gone(Instant now) {
  if (after_ == After::answer) awaited_ = 0;  // nobody is there to be answered
  switch (stage_) {
    case Stage::idle:
    case Stage::deciding:
    case Stage::pausing:
      return;
    case Stage::waiting:
      return ask_later(now);
    case Stage::connecting:
    case Stage::registering:
    case Stage::learning:
    case Stage::arming:
      if (stage_ == Stage::arming) awaited_ = 0;  // armed perhaps, sent surely not
      if (asking()) return ask_later(now);
      return nothing_sent("eft.result.no_answer", {}, now);
    case Stage::running:
      if (is_payment()) return ask(now);
      return finish_service(ServiceReport::Result::unknown, "eft.result.no_answer", {});
    case Stage::enquiring:
    case Stage::repeating:
      return ask_later(now);
  }
}

void ZvtTerminal::on_exchange_lost(std::uint32_t, Instant now) { on_link_lost(now); }

void ZvtTerminal::on_bytes(std::uint32_t, std::string_view bytes, Instant now) {
  if (!link_up_) return;
  wire_.on_bytes(bytes, now);
  while (auto apdu = wire_.poll_apdu()) {
    actions_.push_back(Trace{false, masked_trace(*apdu)});
    if (!is_answer(apdu->control) && sequence_.on_message(*apdu) == SequenceIds::Seen::repeated && dialogue_ &&
        !dialogue_->waits_for_us() && apdu->control != zvt::status_information) {
      send({zvt::positive, {}, {}, {}}, true, now);  // it missed our answer
      continue;
    }
    if (dialogue_)
      dialogue_->on_apdu(*apdu, now);
    else
      unsolicited(*apdu, now);
    drain(now);
    if (!link_up_) return;
  }
  drain(now);
}

/// Nothing of ours runs. A 04 0F is not confirmed: whatever it is, the terminal then undoes it.
void ZvtTerminal::unsolicited(const Apdu& apdu, Instant now) {
  if (is_answer(apdu.control) || apdu.control == zvt::status_information) return;
  send({zvt_name(apdu.control).empty() ? zvt::not_supported : zvt::positive, {}, {}, {}}, true, now);
}

void ZvtTerminal::send(ZvtCommand command, bool answer, Instant now) {
  if (answer)
    sequence_.stamp_answer(command);
  else
    sequence_.stamp_message(command);
  const Apdu apdu = command.apdu();
  actions_.push_back(Trace{true, masked_trace(apdu)});
  wire_.send(apdu, now);
}

/// Moves what the dialogue says: out to the wire, up to the job.
void ZvtTerminal::drain(Instant now) {
  for (;;) {
    bool moved = false;
    while (dialogue_) {
      auto command = dialogue_->poll_send();
      if (!command) break;
      const bool answer = is_answer(command->control);
      send(std::move(*command), answer, now);
      moved = true;
    }
    if (dialogue_)
      if (const auto event = dialogue_->poll_event()) {
        on_event(*event, now);
        moved = true;
      }
    while (link_up_) {
      auto bytes = wire_.poll_bytes();
      if (!bytes) break;
      actions_.push_back(Send{0, std::move(*bytes)});
    }
    if (link_up_ && wire_.failed()) {
      drop_link();
      link_gone(now);
      moved = true;
    }
    if (!moved) return;
  }
}
}  // namespace holdfast::eft
