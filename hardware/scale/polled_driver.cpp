#include "scale/polled_driver.h"

#include "base/check.h"
#include "scale/ecr.h"
#include "scale/hid_scale.h"
#include "scale/nci.h"
#include "scale/overloaded.h"
#include "scale/sics.h"
#include "scale/toledo_8217.h"

namespace holdfast::scale {
namespace {
PolledProtocol toledo(WeightUnit unit) {
  PolledProtocol row{"toledo_8217", toledo_framing, toledo_weigh, "", toledo_zero,
                     toledo_tare,   toledo_clear,   {},           {}, {}};
  row.decode = [unit](std::string_view frame) { return decode_toledo(frame, unit); };
  row.preset_tare = [unit](const Weight& tare) { return tare.unit == unit ? toledo_preset_tare(tare) : std::string{}; };
  return row;
}
PolledProtocol nci() {
  PolledProtocol row{"nci", nci_framing, nci_weigh, "", nci_zero, nci_tare, "", decode_nci, {}, {}};
  row.outcome = [](std::string_view frame, std::string_view) -> std::optional<Outcome> {
    const auto answer = decode_nci(frame);
    if (!answer) return std::nullopt;
    return answer->fault == ScaleReading::Fault::unknown_command ? Outcome::refused : Outcome::done;
  };
  return row;
}
PolledProtocol sics() {
  PolledProtocol row{"sics", line_framing, sics_weigh, "", sics_zero, sics_tare, "", decode_sics, {}, {}};
  row.outcome = [](std::string_view frame, std::string_view command) -> std::optional<Outcome> {
    const auto given = decode_sics_outcome(frame, command[0]);
    if (!given) return std::nullopt;
    return *given == SicsOutcome::done ? Outcome::done : Outcome::refused;
  };
  return row;
}
PolledProtocol adam() {
  PolledProtocol row{"adam", line_framing, adam_weigh, "", adam_zero, adam_tare, "", decode_adam, {}, {}};
  row.silence = PolledProtocol::Silence::no_weight;
  return row;
}
PolledProtocol hid() {
  PolledProtocol row{"hid", {}, "", "", hid_scale_zero, "", "", decode_hid_scale, {}, {}};
  row.link = PolledProtocol::Link::reports;
  return row;
}
}  // namespace

PolledProtocol polled_protocol(ScaleProtocol protocol, WeightUnit unit) {
  switch (protocol) {
    case ScaleProtocol::toledo_8217:
      return toledo(unit);
    case ScaleProtocol::nci:
      return nci();
    case ScaleProtocol::sics:
      return sics();
    case ScaleProtocol::ecr:
      return {"ecr", ecr_framing, ecr_ask, ecr_go_ahead, "", "", "", decode_ecr, {}, {}};
    case ScaleProtocol::adam:
      return adam();
    case ScaleProtocol::hid:
      return hid();
    case ScaleProtocol::dialog_06:
      break;
  }
  check(false);  // not a polled protocol
  return {};
}

PolledDriver::PolledDriver(PolledProtocol protocol) : protocol_{std::move(protocol)}, frames_{protocol_.framing} {}

ScaleAbilities PolledDriver::abilities() const {
  ScaleAbilities abilities;
  abilities.zero = !protocol_.zero.empty();
  abilities.tare = !protocol_.tare.empty();
  abilities.clear_tare = !protocol_.clear_tare.empty();
  abilities.preset_tare = static_cast<bool>(protocol_.preset_tare);
  return abilities;
}

Result<> PolledDriver::check_request(const WeighRequest& request) const {
  if (!request.tare) return {};
  if (!protocol_.preset_tare)
    return refuse(ErrorCode::invalid_argument, "This scale does not take a tare from the till.");
  if (protocol_.preset_tare(*request.tare).empty())
    return refuse(ErrorCode::invalid_argument, "The tare does not fit the scale.");
  return {};
}

std::string PolledDriver::begin(const ScaleCommand& command) {
  frames_.clear();
  gone_ahead_ = false;
  return std::visit(Overloaded{[this](const AskWeight& ask) { return begin_weighing(ask); },
                               [this](const SetZero&) { return begin_command(protocol_.zero); },
                               [this](const TakeTare&) { return begin_command(protocol_.tare); },
                               [this](const ClearTare&) { return begin_command(protocol_.clear_tare); }},
                    command);
}

std::string PolledDriver::begin_weighing(const AskWeight& ask) {
  waiting_ = Waiting::weight;
  std::string bytes;
  if (ask.poll == AskWeight::Poll::first && ask.request.tare) bytes = protocol_.preset_tare(*ask.request.tare);
  return bytes.append(protocol_.ask);
}

std::string PolledDriver::begin_command(std::string_view bytes) {
  check(!bytes.empty());
  waiting_ = Waiting::outcome;
  command_ = bytes;
  return std::string{bytes};
}

ScaleStep PolledDriver::on_bytes(std::string_view bytes) {
  if (waiting_ == Waiting::nothing) return {};
  if (protocol_.link == PolledProtocol::Link::reports) return take(std::string{bytes}).value_or(ScaleStep{});
  frames_.push(bytes);
  while (const auto frame = frames_.next())
    if (auto step = take(*frame)) return *std::move(step);
  return {};
}

/// Empty: not of interest.
std::optional<ScaleStep> PolledDriver::take(const std::string& frame) {
  if (waiting_ == Waiting::outcome) {
    const auto outcome = protocol_.outcome ? protocol_.outcome(frame, command_) : Outcome::done;
    if (!outcome) return std::nullopt;
    waiting_ = Waiting::nothing;
    return *outcome == Outcome::done ? ScaleStep{{}, CommandDone{}} : ScaleStep{{}, CommandRefused{}};
  }
  if (frame.size() == 1 && frame[0] == ecr_ack && !std::exchange(gone_ahead_, true))
    return ScaleStep{std::string{protocol_.go_ahead}, std::nullopt};
  waiting_ = Waiting::nothing;
  if (frame.size() == 1 && frame[0] == ecr_nak) {  // nothing to tell now
    ScaleReading nothing;
    nothing.raw = frame;
    return ScaleStep{{}, std::move(nothing)};
  }
  auto reading = protocol_.decode(frame);
  if (!reading) return ScaleStep{{}, Garbled{frame}};
  return ScaleStep{{}, *std::move(reading)};
}

std::optional<ScaleAnswer> PolledDriver::on_silence() {
  const Waiting was = std::exchange(waiting_, Waiting::nothing);
  // Most scales do not answer commands; the session looks at the next reading for the effect.
  if (was == Waiting::outcome) return CommandDone{};
  if (was == Waiting::weight && protocol_.silence == PolledProtocol::Silence::no_weight) return ScaleReading{};
  return std::nullopt;
}
}  // namespace holdfast::scale
