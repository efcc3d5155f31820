#pragma once
#include <memory>

#include "emulator/run_virtual_printer.h"
#include "panel/station.h"
#include "print/fonts.h"

namespace holdfast::panel {
/// PATCH {paper, linesLeft, coverOpen, drawerOpen, silent, stalled, slow, refusing, faults}; POST drop (hang up on the
/// client), power-cycle (lose the buffer, hang up); GET roll (the paper as text), roll.png; DELETE roll tears it off.
class PrinterStation : public Station {
 public:
  PrinterStation(std::string name, emulator::VirtualPrinter& printer, emulator::PrinterPort& port)
      : Station{std::move(name)}, printer_{printer}, port_{port} {}
  std::string_view kind() const override { return "receipt_printer"; }
  std::string address() const override { return port_.address(); }
  bool connected() const override { return port_.connected(); }
  void write(JsonWriter& json) const override;
  void change(const Json& body, JsonFields& fields, std::vector<FieldError>& errors) override;
  bool act(std::string_view action, JsonFields& fields, std::vector<FieldError>& errors) override;
  std::optional<http::Response> serve(http::Method method, std::string_view rest) override;

 private:
  http::Response picture();
  emulator::VirtualPrinter& printer_;
  emulator::PrinterPort& port_;
  std::unique_ptr<print::Fonts> fonts_;
  bool refusing_ = false;
};
}  // namespace holdfast::panel
