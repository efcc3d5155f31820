#include "scale/emulated_dialog06.h"

#include "scale/overloaded.h"

namespace holdfast::scale {
namespace {
constexpr char eot = '\x04', enq = '\x05', etx = '\x03';
constexpr std::size_t longest_request = 64;
constexpr int weighings_between_checks = 50;

}  // namespace

std::string EmulatedDialog06::on_bytes(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    if (c == eot) pending_.clear();  // begins each request, and is a whole one when nothing follows
    if (pending_.size() < longest_request) pending_ += c;
    const bool whole = c == etx || (c == enq && pending_.size() == 2);
    if (!whole) continue;
    const auto request = decode_dialog_request(pending_);
    pending_.clear();
    out += request ? on_request(*request) : refuse_with("02");
  }
  // Goods that move are other goods.
  if (platter_.in_motion || platter_.gross.is_zero()) sold_.reset();
  return out;
}

std::string EmulatedDialog06::refuse_with(std::string_view code) {
  status_ = code;
  return encode(DialogNak{});
}

std::string EmulatedDialog06::on_request(const DialogRequest& request) {
  return std::visit(Overloaded{[this](const DialogPrice& price) { return on_price(price); },
                               [this](const DialogAsk&) { return on_ask(); },
                               [this](const DialogAskStatus&) { return encode(DialogStatus{status_}); },
                               [this](const DialogChecksums& sums) { return on_checksums(sums); },
                               [](const DialogEnd&) { return std::string{}; }},
                    request);
}

std::string EmulatedDialog06::on_price(const DialogPrice& price) {
  if (secret_ && !trusted_) {
    demand_ = DialogChecksumDemand{weighings_ * 7 % 16, weighings_ * 11 % 16};
    return encode(*demand_);
  }
  price_ = price;
  priced_ = true;
  status_ = "00";
  return encode(DialogAck{});
}

std::string EmulatedDialog06::on_checksums(const DialogChecksums& sums) {
  using Verdict = DialogChecksumVerdict::Verdict;
  if (!demand_ || !secret_) return refuse_with("10");
  trusted_ = satisfies(sums, *demand_, secret_->polynomial);
  verdict_ = DialogChecksumVerdict{trusted_ ? Verdict::accepted : Verdict::refused};
  demand_.reset();
  return encode(DialogAck{});
}

std::string_view EmulatedDialog06::obstacle() const {
  const ScaleReading reading = read_platter(platter_);
  if (reading.fault != ScaleReading::Fault::none) return "01";
  if (!priced_) return "22";
  if (reading.in_motion) return "20";
  if (reading.range == ScaleReading::Range::over) return "32";
  if (!reading.weight) return "31";
  if (sold_ == platter_.gross) return "21";
  return platter_.gross - platter_.zero <= platter_.minimum ? "30" : "";
}

std::string EmulatedDialog06::on_ask() {
  if (verdict_) {
    const DialogChecksumVerdict verdict = *verdict_;
    verdict_.reset();
    return encode(verdict);
  }
  if (const std::string_view why = obstacle(); !why.empty()) return refuse_with(why);
  Weight weight = *read_platter(platter_).weight;
  if (price_.tare) weight.amount = weight.amount - Quantity::from_micro(*price_.tare * std::int64_t{1000});
  if (weight.amount < Quantity{}) return refuse_with("31");
  const Money unit_price{price_.unit_price_minor, Currency{"EUR", 2}};
  const Money amount = times(unit_price, weight.amount);
  if (amount.minor() > 999'999 || digits_of(weight).size() > 6) return refuse_with("02");
  sold_ = platter_.gross;
  priced_ = false;
  if (++weighings_ % weighings_between_checks == 0) trusted_ = false;
  return encode(DialogResult{weight, price_.unit_price_minor, amount.minor()});
}
}  // namespace holdfast::scale
