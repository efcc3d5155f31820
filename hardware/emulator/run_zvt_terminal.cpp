#include "emulator/run_zvt_terminal.h"

#include <boost/asio/post.hpp>
#include <utility>

namespace holdfast::emulator {
ZvtTerminal::ZvtTerminal(boost::asio::io_context& io, eft::VirtualZvtSettings settings, std::unique_ptr<Line> line)
    : TerminalOf{std::move(settings)}, io_{io}, port_{io, *this, faults_, std::move(line)} {}

void ZvtTerminal::present(eft::VirtualCustomer customer) {
  device_.present(customer, time_of_day());
  look(false);
  port_.wake();
}

void ZvtTerminal::on_bytes(std::string_view bytes, Instant now) {
  device_.on_bytes(bytes, now);
  look(false);
}

void ZvtTerminal::on_time(Instant now) {
  device_.on_time(now);
  look(false);
}

std::optional<std::string> ZvtTerminal::poll() {
  auto message = device_.poll_bytes();
  if (message) look(true);
  return message;
}

/// The plug is pulled at once, as far as the line is concerned: what is to be said now is not heard any more.
void ZvtTerminal::look(bool speaks) {
  const MishapWatch::Ask ask = watch_.look(device_.screen(), device_.journal(), speaks, faults_);
  if (ask == MishapWatch::Ask::nothing) return;
  if (speaks) ++faults_.trouble().lost;
  boost::asio::post(io_, [this, ask] {
    if (ask == MishapWatch::Ask::hang_up) return port_.cut();
    port_.unplug();
    if (ask == MishapWatch::Ask::power_cycle) port_.plug();
  });
}
}  // namespace holdfast::emulator
