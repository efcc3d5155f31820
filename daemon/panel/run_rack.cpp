#include "panel/run_rack.h"

#include "emulator/run_pty_line.h"
#include "emulator/run_tcp_line.h"
#include "emulator/run_virtual_printer.h"
#include "emulator/run_zvt_terminal.h"
#include "http/tls.h"
#include "panel/line_stations.h"
#include "panel/printer_station.h"
#include "panel/run_nexo_terminal.h"
#include "panel/terminal_station.h"

namespace holdfast::panel {
namespace asio = boost::asio;
using namespace emulator;

namespace {
// A demo without anybody at the page is not to wait long, and one with somebody is to see what happens.
constexpr std::int64_t customer_us = 1'500'000, host_us = 700'000, boot_us = 3'000'000, reversal_us = 3'000'000;

/// The journal ends with the process; its numbers do not begin anew, so that what an older one gave out means nothing to
/// this one. Six a minute are enough.
std::int64_t first_number() { return time_of_day().unix_us() / 10'000'000; }
constexpr std::int64_t traces = 900'000, receipts = 9'000;

std::unique_ptr<Line> line_at(asio::io_context& io, const Place& place) {
  if (place.link.empty()) return std::make_unique<TcpLine>(io, place.address, place.port);
  return std::make_unique<PtyLine>(io, place.link);
}

http::TlsIdentity fresh_identity(const std::string& address) {
  const Instant now = time_of_day();
  const http::Credential ca = http::make_store_ca("Virtual terminal", now);
  http::Credential leaf = http::issue_server_certificate(ca, {{}, {address}}, now);
  return {std::move(leaf.cert_pem), std::move(leaf.key_pem)};
}

/// A device behind a byte line with all that belongs to it.
template <class Device>
struct Plugged {
  template <class... Arguments>
  Plugged(asio::io_context& io, const Place& place, Arguments&&... arguments)
      : device{std::forward<Arguments>(arguments)...}, port{io, device, faults, line_at(io, place)} {
    port.start();
  }
  Device device;
  LineFaults faults;
  DevicePort port;
};
template <class Device>
using PluggedOrNot = std::unique_ptr<Plugged<Device>>;
}  // namespace

struct Rack::Devices {
  Devices(asio::io_context& io, const RackWishes& wishes)
      : printer{*wishes.profile}, printer_port{io, printer, wishes.printer.address, wishes.printer.port} {}
  VirtualPrinter printer;
  PrinterPort printer_port;
  std::vector<std::unique_ptr<ZvtTerminal>> zvt;
  std::unique_ptr<NexoTerminal> nexo;
  PluggedOrNot<VirtualScale> scale;
  PluggedOrNot<VirtualScanner> scanner;
  PluggedOrNot<VirtualDisplay> display;
};

Rack::Rack(asio::io_context& io, const RackWishes& wishes) : io_{io}, devices_{std::make_unique<Devices>(io, wishes)} {
  devices_->printer_port.start();
  panel_.add(std::make_unique<PrinterStation>("printer", devices_->printer, devices_->printer_port));
  add_terminals(wishes);
  add_line_devices(wishes);
}
Rack::~Rack() = default;

std::uint16_t Rack::printer_port() const { return devices_->printer_port.port(); }

void Rack::add(std::unique_ptr<Station> station) {
  served_.push_back({station->name(), station->address()});
  panel_.add(std::move(station));
}

void Rack::add_terminals(const RackWishes& wishes) {
  const auto add_zvt = [&](const std::string& name, const Place& place) {
    eft::VirtualZvtSettings settings;
    settings.framing = place.link.empty() ? eft::ZvtWire::Framing::tcp : eft::ZvtWire::Framing::serial;
    settings.customer_us = customer_us;
    settings.host_us = host_us;
    settings.boot_us = boot_us;
    settings.reversal_us = reversal_us;
    settings.commissioned = true;
    settings.first_trace = first_number() % traces + 1;
    settings.first_receipt = first_number() % receipts + 1;
    settings.shows_card_number = wishes.shows_card_numbers;
    devices_->zvt.push_back(std::make_unique<ZvtTerminal>(io_, settings, line_at(io_, place)));
    devices_->zvt.back()->start();
    add(std::make_unique<TerminalStation>(name, *devices_->zvt.back()));
  };
  if (wishes.zvt) add_zvt("terminal", *wishes.zvt);
  if (wishes.zvt_serial) add_zvt("terminal-serial", *wishes.zvt_serial);
  if (!wishes.nexo) return;
  eft::VirtualNexoSettings settings;
  settings.first_number = first_number();
  settings.customer_us = customer_us;
  settings.host_us = host_us;
  settings.boot_us = boot_us;
  settings.shows_card_number = wishes.shows_card_numbers;
  if (!wishes.nexo_passphrase.empty())
    settings.key = std::make_shared<const eft::NexoKey>(
        eft::derive_nexo_key(wishes.nexo_passphrase, wishes.nexo_key_id, wishes.nexo_key_version));
  http::Endpoint endpoint{wishes.nexo->address, wishes.nexo->port, {}};
  if (!wishes.nexo_plain) endpoint.tls = fresh_identity(wishes.nexo->address);
  devices_->nexo = std::make_unique<NexoTerminal>(io_, std::move(settings), std::move(endpoint));
  devices_->nexo->start();
  add(std::make_unique<TerminalStation>("nexo", *devices_->nexo, devices_->nexo->certificate_sha256()));
}

void Rack::add_line_devices(const RackWishes& wishes) {
  if (wishes.scale) {
    auto& scale = devices_->scale;
    const scale::EmulatedScaleSettings settings{wishes.scale_protocol, {}};
    scale = std::make_unique<Plugged<VirtualScale>>(io_, *wishes.scale, settings);
    add(std::make_unique<ScaleStation>("scale", scale->device, scale->port, scale->faults));
  }
  if (wishes.scanner) {
    auto& scanner = devices_->scanner;
    scanner = std::make_unique<Plugged<VirtualScanner>>(io_, *wishes.scanner);
    add(std::make_unique<ScannerStation>("scanner", scanner->device, scanner->port, scanner->faults));
  }
  if (wishes.display) {
    auto& display = devices_->display;
    display::DisplaySettings settings;
    settings.dialect = wishes.dialect;
    display = std::make_unique<Plugged<VirtualDisplay>>(io_, *wishes.display, settings);
    add(std::make_unique<DisplayStation>("display", display->device, display->port, display->faults));
  }
}
}  // namespace holdfast::panel
