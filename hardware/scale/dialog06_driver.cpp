#include "scale/dialog06_driver.h"

#include <cstdlib>

#include "base/check.h"
#include "scale/overloaded.h"

namespace holdfast::scale {
namespace {
using Fault = ScaleReading::Fault;

/// Scales may round in another way than we do, but never by more than one minor unit.
bool multiplies(const Weight& weight, Money unit_price, std::int64_t amount_minor) {
  return std::abs(times(unit_price, weight.amount).minor() - amount_minor) <= 1;
}
}  // namespace

Dialog06Driver::Dialog06Driver(std::optional<DialogChecksumSecret> secret) : secret_{secret} {}

ScaleAbilities Dialog06Driver::abilities() const {
  ScaleAbilities abilities;
  abilities.preset_tare = true;
  abilities.needs_price = true;
  abilities.answers_once = true;
  return abilities;
}

Result<> Dialog06Driver::check_request(const WeighRequest& request) const {
  constexpr std::int64_t highest_price = 999'999, highest_tare_grams = 9999;
  if (!request.unit_price) return refuse(ErrorCode::invalid_argument, "This scale needs the unit price.");
  if (request.unit_price->minor() < 0 || request.unit_price->minor() > highest_price)
    return refuse(ErrorCode::invalid_argument, "The unit price does not fit the scale.");
  if (!request.tare) return {};
  const auto grams = amount_in(*request.tare, WeightUnit::gram);
  if (!grams || !grams->is_whole() || *grams < Quantity{} || *grams > Quantity::pieces(highest_tare_grams))
    return refuse(ErrorCode::invalid_argument, "The tare does not fit the scale.");
  return {};
}

std::string Dialog06Driver::begin(const ScaleCommand& command) {
  const auto* ask = std::get_if<AskWeight>(&command);
  check(ask && check_request(ask->request).has_value());
  frames_.clear();
  demands_ = 0;
  if (ask->poll == AskWeight::Poll::first) price_accepted_ = false;
  request_ = ask->request;
  return price_accepted_ ? send(DialogAsk{}, State::result_asked).send : send(price_record(), State::price_sent).send;
}

DialogPrice Dialog06Driver::price_record() const {
  DialogPrice price{request_.unit_price->minor(), {}, request_.text};
  if (request_.tare) {
    const auto grams = amount_in(*request_.tare, WeightUnit::gram);
    price.tare = static_cast<int>(grams->micro() / Quantity::one_micro);
  }
  return price;
}

ScaleStep Dialog06Driver::send(const DialogRequest& request, State next) {
  state_ = next;
  return {encode(request, secret_ ? secret_->spelling : ChecksumSpelling::separated), std::nullopt};
}

/// Every dialogue ends with our EOT.
ScaleStep Dialog06Driver::finish(ScaleReading reading) {
  state_ = State::idle;
  return {encode(DialogEnd{}), std::move(reading)};
}

ScaleStep Dialog06Driver::fail(Fault fault, const std::string& raw) {
  price_accepted_ = false;
  ScaleReading reading;
  reading.fault = fault;
  reading.raw = raw;
  return finish(std::move(reading));
}

ScaleStep Dialog06Driver::on_bytes(std::string_view bytes) {
  if (state_ == State::idle) return {};
  frames_.push(bytes);
  const auto frame = frames_.next();
  if (!frame) return {};
  // One answer for each of our messages: what else has come belongs to none of them.
  frames_.clear();
  const auto answer = decode_dialog_answer(*frame);
  if (answer) return on_answer(*answer, *frame);
  state_ = State::idle;
  price_accepted_ = false;
  return {encode(DialogEnd{}), Garbled{*frame}};
}

ScaleStep Dialog06Driver::on_answer(const DialogAnswer& answer, const std::string& raw) {
  return std::visit(
      Overloaded{[&](const DialogAck&) { return on_ack(raw); }, [&](const DialogNak&) { return on_nak(raw); },
                 [&](const DialogResult& result) { return on_result(result, raw); },
                 [&](const DialogStatus& status) { return on_status(status, raw); },
                 [&](const DialogChecksumDemand& demand) { return on_demand(demand, raw); },
                 [&](const DialogChecksumVerdict& verdict) { return on_verdict(verdict, raw); }},
      answer);
}

ScaleStep Dialog06Driver::on_ack(const std::string& raw) {
  switch (state_) {
    case State::price_sent:
      price_accepted_ = true;
      return send(DialogAsk{}, State::result_asked);
    case State::checksums_sent:
      return send(DialogAsk{}, State::verdict_asked);
    case State::idle:
    case State::result_asked:
    case State::status_asked:
    case State::verdict_asked:
      return fail(Fault::transmission, raw);
  }
  return fail(Fault::transmission, raw);
}

ScaleStep Dialog06Driver::on_nak(const std::string& raw) {
  if (state_ == State::status_asked) return fail(Fault::transmission, raw);
  return send(DialogAskStatus{}, State::status_asked);
}

ScaleStep Dialog06Driver::on_result(const DialogResult& result, const std::string& raw) {
  if (state_ != State::result_asked) return fail(Fault::transmission, raw);
  const Money unit_price = *request_.unit_price;
  if (result.unit_price_minor != unit_price.minor() || !multiplies(result.weight, unit_price, result.amount_minor))
    return fail(Fault::price, raw);
  ScaleReading reading;
  reading.weight = result.weight;
  reading.stable = true;
  reading.zero = result.weight.amount.is_zero();
  reading.net = request_.tare.has_value();
  reading.tare = request_.tare;
  reading.unit_price = unit_price;
  reading.amount = Money{result.amount_minor, unit_price.currency()};
  reading.raw = raw;
  return finish(std::move(reading));
}

ScaleStep Dialog06Driver::on_status(const DialogStatus& status, const std::string& raw) {
  if (state_ != State::status_asked) return fail(Fault::transmission, raw);
  ScaleReading reading = reading_of(status);
  reading.raw = raw;
  // The scale has no price to work with, or not this one.
  if (status.code == "22" || reading.fault == Fault::transmission || ends_weighing(reading.fault))
    price_accepted_ = false;
  return finish(std::move(reading));
}

ScaleStep Dialog06Driver::on_demand(const DialogChecksumDemand& demand, const std::string& raw) {
  if (!secret_ || ++demands_ > 2) return fail(Fault::checksum, raw);
  const DialogChecksums sums = checksums_for(demand, secret_->start, secret_->polynomial);
  ++secret_->start;
  return send(sums, State::checksums_sent);
}

/// Comes in place of ACK, or when asked for after it.
ScaleStep Dialog06Driver::on_verdict(const DialogChecksumVerdict& verdict, const std::string& raw) {
  const bool expected = state_ == State::checksums_sent || state_ == State::verdict_asked;
  if (!expected || verdict.verdict == DialogChecksumVerdict::Verdict::refused) return fail(Fault::checksum, raw);
  price_accepted_ = false;
  return send(price_record(), State::price_sent);
}

std::optional<ScaleAnswer> Dialog06Driver::on_silence() {
  state_ = State::idle;
  price_accepted_ = false;
  return std::nullopt;
}
}  // namespace holdfast::scale
