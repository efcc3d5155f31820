#include "panel/printer_station.h"

#include <array>

#include "emulator/roll_picture.h"
#include "panel/trouble_json.h"

namespace holdfast::panel {
namespace {
using http::Method;

constexpr std::array<std::string_view, 3> papers{"present", "low", "out"};
escpos::Paper paper_of(std::string_view word) {
  return word == "out" ? escpos::Paper::end : word == "low" ? escpos::Paper::near_end : escpos::Paper::present;
}
std::string_view word_of(escpos::Paper paper) {
  switch (paper) {
    case escpos::Paper::present:
      return papers[0];
    case escpos::Paper::near_end:
      return papers[1];
    case escpos::Paper::end:
      return papers[2];
  }
  return papers[0];
}
}  // namespace

void PrinterStation::write(JsonWriter& json) const {
  const emulator::PrinterState& state = printer_.state();
  json.member("profile", printer_.profile().id).member("paper", word_of(state.paper));
  json.nullable("linesLeft", state.lines_left).member("coverOpen", state.cover_open);
  json.member("drawerOpen", state.drawer_open).member("silent", state.silent).member("stalled", state.stalled);
  json.member("slow", state.slow).member("bytesPerSecond", state.bytes_a_second).member("refusing", refusing_);
  json.member("idle", printer_.idle()).member("cuts", printer_.roll().cuts()).member("pulses", printer_.pulses());
  write_trouble(json, port_.faults().trouble());
}

void PrinterStation::change(const Json&, JsonFields& fields, std::vector<FieldError>& errors) {
  emulator::PrinterState state = printer_.state();
  if (const auto paper = fields.maybe_word("paper", papers)) {
    state.paper = paper_of(*paper);
    state.lines_left.reset();
  }
  if (const auto lines = fields.maybe_integer("linesLeft", 1, 100'000)) state.lines_left = static_cast<int>(*lines);
  state.cover_open = fields.flag("coverOpen", state.cover_open);
  state.drawer_open = fields.flag("drawerOpen", state.drawer_open);
  state.silent = fields.flag("silent", state.silent);
  state.stalled = fields.flag("stalled", state.stalled);
  state.slow = fields.flag("slow", state.slow);
  state.bytes_a_second = fields.maybe_integer("bytesPerSecond", 0, 1'000'000).value_or(state.bytes_a_second);
  const bool refusing = fields.flag("refusing", refusing_);
  const emulator::LineTrouble trouble = read_trouble(fields, errors, port_.faults().trouble());
  fields.finish();
  if (!errors.empty()) return;
  port_.faults().trouble() = trouble;
  printer_.state() = state;
  printer_.on_state_changed();
  refusing_ = refusing;
  port_.refuse(refusing);
}

bool PrinterStation::act(std::string_view action, JsonFields& fields, std::vector<FieldError>& errors) {
  fields.finish();
  const bool power = action == "power-cycle";
  if (!power && action != "drop") return false;
  if (!errors.empty()) return true;
  if (power) printer_.power_cycle();
  port_.drop();
  return true;
}

std::optional<http::Response> PrinterStation::serve(Method method, std::string_view rest) {
  if (method == Method::get && rest == "roll")
    return http::Response{200, "text/plain; charset=utf-8", printer_.roll().text(), {}};
  if (method == Method::get && rest == "roll.png") return picture();
  if (method != Method::delete_ || rest != "roll") return std::nullopt;
  printer_.roll().clear();
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  write(json);
  json.end_object();
  return http::Response{200, "application/json", std::move(out), {}};
}

http::Response PrinterStation::picture() {
  if (!fonts_) fonts_ = std::make_unique<print::Fonts>();
  return {200, "image/png", emulator::picture_of(printer_.roll(), *fonts_, printer_.profile().dots), {}};
}
}  // namespace holdfast::panel
