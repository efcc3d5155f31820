#include "discovery/printer_greeting.h"

#include "escpos/printer_profile.h"

namespace holdfast::discovery {
namespace {
constexpr unsigned maker_id = 66, model_id = 67;
constexpr std::size_t most_heard = 4'096;

std::string printable(std::string_view text) {
  std::string out;
  for (const char letter : text)
    if (letter >= ' ' && letter <= '~' && out.size() < 60) out += letter;
  return out;
}
}  // namespace

PrinterGreeting::PrinterGreeting() : to_send_{"\x10\x04\x01"} { replies_.expect_real_time(1); }

void PrinterGreeting::ask(State next, unsigned n) {
  state_ = next;
  to_send_ += "\x1dI";
  to_send_ += static_cast<char>(n);
  replies_.expect_text(n);
}

void PrinterGreeting::on_bytes(std::string_view bytes) {
  heard_ += bytes.size();
  replies_.feed(bytes);
  while (const auto reply = replies_.next()) {
    if (state_ == State::status && std::holds_alternative<escpos::RealTimeStatus>(*reply)) {
      answers_ = true;
      ask(State::maker, maker_id);
    } else if (const auto* text = std::get_if<escpos::PrinterText>(&*reply)) {
      if (state_ == State::maker) {
        maker_ = printable(text->text);
        ask(State::model, model_id);
      } else if (state_ == State::model) {
        model_ = printable(text->text);
        state_ = State::finished;
      }
    }
  }
  if (heard_ > most_heard) state_ = State::finished;
}

void PrinterGreeting::on_silence() {
  if (state_ == State::maker) return ask(State::model, model_id);
  state_ = State::finished;
}

Candidate PrinterGreeting::candidate(std::string address) const {
  Candidate out;
  out.kind = "receipt_printer";
  out.source = Source::scan;
  out.address = std::move(address);
  out.maker = maker_;
  out.model = model_;
  const escpos::PrinterProfile* profile = model_.empty() ? nullptr : escpos::find_profile_by_name(model_);
  if (profile != nullptr) out.profile = profile->id;
  out.certainty = !answers_ ? Certainty::possible : profile != nullptr ? Certainty::known : Certainty::likely;
  out.told_by = !model_.empty() ? "its own name" : answers_ ? "status answer" : "open port 9100";
  return out;
}
}  // namespace holdfast::discovery
