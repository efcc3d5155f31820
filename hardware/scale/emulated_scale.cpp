#include "scale/emulated_scale.h"

#include <optional>

#include "scale/ecr.h"
#include "scale/emulated_dialog06.h"
#include "scale/hid_scale.h"
#include "scale/nci.h"
#include "scale/sics.h"
#include "scale/toledo_8217.h"

namespace holdfast::scale {
namespace {
constexpr std::size_t longest_command = 64;

void set_zero(Platter& platter) {
  if (platter.in_motion) return;
  platter.zero = platter.gross;
  platter.tare = {};
}
void take_tare(Platter& platter) {
  if (!platter.in_motion) platter.tare = platter.gross - platter.zero;
}

/// One letter a command, no end; `T` with five digits is a tare by number.
class EmulatedToledo : public EmulatedScale {
 public:
  explicit EmulatedToledo(Platter& platter) : platter_{platter} {}
  std::string on_bytes(std::string_view bytes) override {
    std::string out;
    for (const char c : bytes) out += on_byte(c);
    return out;
  }

 private:
  std::string on_byte(char c) {
    if (echoing_ && c != 'F') return {c};
    if (digits_ && c >= '0' && c <= '9') {
      *digits_ += c;
      if (digits_->size() == 5) take_digits();
      return {};
    }
    if (digits_) {  // a T without digits
      digits_.reset();
      take_tare(platter_);
    }
    switch (c) {
      case 'W':
        return encode_toledo(read_platter(platter_));
      case 'Z':
        set_zero(platter_);
        return {};
      case 'C':
        platter_.tare = {};
        return {};
      case 'T':
        digits_ = "";
        return {};
      case 'E':
        echoing_ = true;
        return "\x02"
               "E\r";
      case 'F':
        echoing_ = false;
        return {};
      default:
        return {};
    }
  }
  void take_digits() {
    Quantity tare = Quantity::pieces(std::stoi(*digits_));
    for (int i = 0; i < platter_.decimals; ++i) tare = Quantity::from_micro(tare.micro() / 10);
    platter_.tare = tare;
    digits_.reset();
  }
  Platter& platter_;
  std::optional<std::string> digits_;
  bool echoing_ = false;
};

/// Commands that end with CR or LF.
class EmulatedLineScale : public EmulatedScale {
 public:
  EmulatedLineScale(Platter& platter, std::string (*answer)(Platter&, std::string_view))
      : platter_{platter}, answer_{answer} {}
  std::string on_bytes(std::string_view bytes) override {
    std::string out;
    for (const char c : bytes) {
      if (c != '\r' && c != '\n') {
        if (line_.size() < longest_command) line_ += c;
      } else if (!line_.empty()) {
        out += answer_(platter_, line_);
        line_.clear();
      }
    }
    return out;
  }

 private:
  Platter& platter_;
  std::string (*answer_)(Platter&, std::string_view);
  std::string line_;
};

std::string answer_nci(Platter& platter, std::string_view command) {
  if (command == "Z") set_zero(platter);
  if (command == "T") take_tare(platter);
  ScaleReading reading = read_platter(platter);
  if (command == "S" || command == "Z" || command == "T") {
    reading.weight.reset();
  } else if (command != "W") {
    reading.fault = ScaleReading::Fault::unknown_command;
  }
  return encode_nci(reading, NciVariant::scp_02);
}

std::string answer_sics(Platter& platter, std::string_view command) {
  if (command == "S" || command == "SI") return encode_sics(read_platter(platter));
  if (command != "Z" && command != "T") return "ES\r\n";
  if (platter.in_motion) return std::string{command} + " I\r\n";
  if (command == "Z") {
    set_zero(platter);
    return "Z A\r\n";
  }
  take_tare(platter);
  ScaleReading tare;
  tare.stable = true;
  tare.weight = Weight{platter.tare, platter.unit, platter.decimals};
  return "T" + encode_sics(tare).substr(1);
}

std::string answer_adam(Platter& platter, std::string_view command) {
  if (command == "P") return encode_adam(read_platter(platter));
  if (command == "Z") set_zero(platter);
  if (command == "T") take_tare(platter);
  return {};
}

class EmulatedEcr : public EmulatedScale {
 public:
  explicit EmulatedEcr(Platter& platter) : platter_{platter} {}
  std::string on_bytes(std::string_view bytes) override {
    std::string out;
    for (const char c : bytes) {
      if (c == ecr_ask[0]) out += ecr_ack;
      if (c == ecr_go_ahead[0]) out += encode_ecr(read_platter(platter_));
    }
    return out;
  }

 private:
  Platter& platter_;
};

class EmulatedHidScale : public EmulatedScale {
 public:
  explicit EmulatedHidScale(Platter& platter) : platter_{platter} {}
  std::string on_bytes(std::string_view report) override {
    if (report.starts_with(hid_scale_zero)) set_zero(platter_);
    return {};
  }

 private:
  Platter& platter_;
};
}  // namespace

ScaleReading read_platter(const Platter& platter) {
  const Quantity gross = platter.gross - platter.zero;
  ScaleReading reading;
  reading.fault = platter.fault;
  reading.in_motion = platter.in_motion;
  reading.stable = !platter.in_motion;
  reading.net = !platter.tare.is_zero();
  if (gross > platter.capacity) {
    reading.range = ScaleReading::Range::over;
    return reading;
  }
  if (gross < Quantity{}) {
    reading.range = ScaleReading::Range::under;
    return reading;
  }
  reading.weight = Weight{gross - platter.tare, platter.unit, platter.decimals};
  reading.zero = reading.stable && reading.weight->amount.is_zero();
  return reading;
}

std::unique_ptr<EmulatedScale> make_emulated_scale(const EmulatedScaleSettings& settings, Platter& platter) {
  switch (settings.protocol) {
    case ScaleProtocol::toledo_8217:
      return std::make_unique<EmulatedToledo>(platter);
    case ScaleProtocol::nci:
      return std::make_unique<EmulatedLineScale>(platter, answer_nci);
    case ScaleProtocol::sics:
      return std::make_unique<EmulatedLineScale>(platter, answer_sics);
    case ScaleProtocol::adam:
      return std::make_unique<EmulatedLineScale>(platter, answer_adam);
    case ScaleProtocol::ecr:
      return std::make_unique<EmulatedEcr>(platter);
    case ScaleProtocol::hid:
      return std::make_unique<EmulatedHidScale>(platter);
    case ScaleProtocol::dialog_06:
      return std::make_unique<EmulatedDialog06>(platter, settings.checksum);
  }
  return nullptr;
}
}  // namespace holdfast::scale
