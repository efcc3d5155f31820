#include "panel/panel.h"

#include <array>

#include "base/json.h"
#include "base/json_writer.h"
#include "emulator/roll_picture.h"
#include "panel/page.h"

namespace holdfast::panel {
namespace {
using http::Method;
using http::Response;

Response plain(int status, std::string text) { return {status, "text/plain; charset=utf-8", std::move(text), {}}; }

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

Panel::Panel(emulator::VirtualPrinter& printer, emulator::PrinterPort& port) : printer_{printer}, port_{port} {}

Response Panel::state() const {
  const emulator::PrinterState& state = printer_.state();
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("profile", printer_.profile().id).member("paper", word_of(state.paper));
  json.nullable("linesLeft", state.lines_left).member("coverOpen", state.cover_open);
  json.member("drawerOpen", state.drawer_open).member("silent", state.silent).member("stalled", state.stalled);
  json.member("slow", state.slow).member("refusing", refusing_).member("connected", port_.connected());
  json.member("idle", printer_.idle()).member("cuts", printer_.roll().cuts());
  json.member("pulses", printer_.pulses()).end_object();
  return {200, "application/json", std::move(out), {}};
}

Response Panel::change(const std::string& body) {
  const auto document = parse_json(body);
  if (!document) return plain(400, document.error().detail + "\n");
  std::vector<FieldError> errors;
  JsonFields fields{*document, errors};
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
  const bool refusing = fields.flag("refusing", refusing_);
  fields.finish();
  if (!errors.empty()) return plain(400, errors.front().pointer + " " + errors.front().detail + "\n");
  printer_.state() = state;
  printer_.on_state_changed();
  refusing_ = refusing;
  port_.refuse(refusing);
  return this->state();
}

Response Panel::picture() {
  if (!fonts_) fonts_ = std::make_unique<print::Fonts>();
  return {200, "image/png", emulator::picture_of(printer_.roll(), *fonts_, printer_.profile().dots), {}};
}

Response Panel::answer(const http::Request& request) {
  const std::string_view path = request.path();
  const bool gets = request.method == Method::get, posts = request.method == Method::post;
  if (gets && path == "/") return {200, "text/html; charset=utf-8", std::string{page()}, {}};
  if (gets && path == "/printer") return state();
  if (request.method == Method::patch && path == "/printer") return change(request.body);
  if (posts && path == "/printer/drop") {
    port_.drop();
    return state();
  }
  if (posts && path == "/printer/power-cycle") {
    printer_.power_cycle();
    port_.drop();
    return state();
  }
  if (gets && path == "/printer/roll") return plain(200, printer_.roll().text());
  if (gets && path == "/printer/roll.png") return picture();
  if (request.method == Method::delete_ && path == "/printer/roll") {
    printer_.roll().clear();
    return state();
  }
  return plain(404, "nothing here\n");
}
}  // namespace holdfast::panel
