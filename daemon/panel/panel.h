#pragma once
#include <functional>
#include <string>

#include "emulator/run_virtual_printer.h"
#include "http/message.h"
#include "print/fonts.h"

namespace holdfast::panel {
/// The control API of the virtual printer, and its page: look at the paper, run out of it, pull the plug.
///   GET /printer                 its state
///   PATCH /printer               {paper, linesLeft, coverOpen, drawerOpen, silent, stalled, slow, refusing}
///   POST /printer/drop           hang up on the client
///   POST /printer/power-cycle    lose the buffer, hang up
///   GET /printer/roll            the paper as text; roll.png as a picture; DELETE tears it off
class Panel {
 public:
  Panel(emulator::VirtualPrinter& printer, emulator::PrinterPort& port);
  http::Response answer(const http::Request& request);

 private:
  http::Response state() const;
  http::Response change(const std::string& body);
  http::Response picture();
  emulator::VirtualPrinter& printer_;
  emulator::PrinterPort& port_;
  std::unique_ptr<print::Fonts> fonts_;
  bool refusing_ = false;
};
}  // namespace holdfast::panel
