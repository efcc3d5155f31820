#include <algorithm>

#include "discovery/local_ports.h"
#include "discovery/usb_table.h"
#include "escpos/printer_profile.h"

namespace holdfast::discovery {
namespace {
constexpr std::uint8_t printer_class = 7, vendor_class = 0xff;

bool has_interface(const link::UsbDevice& device, std::uint8_t wanted) {
  return std::ranges::any_of(device.interfaces,
                             [&](const link::UsbInterface& one) { return one.device_class == wanted; });
}

/// The identity as an address wants it: serial number where that tells it from its twins, the plug where only that
/// does, neither where there is no twin and no number.
link::UsbIdentity telling(const link::UsbIdentity& device, const std::vector<link::UsbIdentity>& all) {
  link::UsbIdentity out{device.vendor, device.product, device.serial, {}};
  const auto twins = std::ranges::count_if(all, [&](const link::UsbIdentity& other) {
    return other.port != device.port && other.vendor == device.vendor && other.product == device.product &&
           other.serial == device.serial;
  });
  if (twins > 0) out = {device.vendor, device.product, {}, device.port};
  return out;
}

void name(Candidate& candidate, const UsbRow* row, const std::string& maker, const std::string& model) {
  candidate.maker = row != nullptr && !row->maker.empty() ? std::string{row->maker} : maker;
  candidate.model = !model.empty() ? model : row != nullptr ? std::string{row->model} : std::string{};
}

Candidate printer_of(const link::UsbDevice& device, const UsbRow* row, const link::UsbIdentity& identity) {
  Candidate out;
  out.kind = "receipt_printer";
  out.address = link::to_string(link::Address{link::UsbAddress{identity}});
  const escpos::PrinterProfile& profile =
      escpos::profile_for_usb(device.identity.vendor, device.identity.product, device.name);
  const bool by_name = escpos::find_profile_by_name(device.name) != nullptr;
  if (profile.id != escpos::unknown_printer().id) out.profile = profile.id;
  out.certainty = by_name ? Certainty::known : row != nullptr ? Certainty::likely : Certainty::possible;
  out.told_by = by_name ? "product name" : row != nullptr ? "usb ids" : "usb class";
  name(out, row, device.manufacturer, device.name);
  return out;
}

Candidate hid_of(const link::HidNode& node, const link::UsbIdentity& identity, bool scanner) {
  Candidate out;
  out.kind = scanner ? "scanner" : "scale";
  out.profile = scanner ? "hid_pos" : "hid";
  out.address = link::to_string(link::Address{link::HidAddress{identity}});
  out.certainty = Certainty::known;
  out.told_by = "hid usage";
  name(out, find_usb_row(node.identity.vendor, node.identity.product), node.manufacturer, node.name);
  return out;
}

std::vector<link::UsbIdentity> identities(const auto& devices) {
  std::vector<link::UsbIdentity> out;
  for (const auto& device : devices) out.push_back(device.identity);
  return out;
}
}  // namespace

std::vector<Candidate> usb_candidates(const std::vector<link::UsbDevice>& devices,
                                      const std::vector<link::HidNode>& nodes) {
  std::vector<Candidate> found;
  const auto all = identities(devices);
  std::vector<std::string> usable;  // ports of devices that send reports for us
  const auto add = [&](Candidate candidate, const std::string& serial) {
    candidate.source = Source::usb;
    candidate.serial = serial;
    found.push_back(std::move(candidate));
  };
  for (const link::HidNode& node : nodes) {
    const auto uses = [&](auto test) { return std::ranges::any_of(node.usages, test); };
    const bool scanner = uses([](const link::HidUsage& usage) { return usage == link::hid_pos_scanner; });
    const bool scale = uses([](const link::HidUsage& usage) { return usage.page == link::hid_scale.page; });
    if (!scanner && !scale) continue;
    usable.push_back(node.identity.port);
    add(hid_of(node, telling(node.identity, all), scanner), node.identity.serial);
  }
  for (const link::UsbDevice& device : devices) {
    const UsbRow* row = find_usb_row(device.identity.vendor, device.identity.product);
    const bool known_printer = row != nullptr && row->role == Role::printer;
    if (has_interface(device, printer_class) || (known_printer && has_interface(device, vendor_class))) {
      add(printer_of(device, row, telling(device.identity, all)), device.identity.serial);
      continue;
    }
    const bool types = row != nullptr && (row->role == Role::keyboard_scanner || row->role == Role::hid_scanner);
    if (!types || std::ranges::find(usable, device.identity.port) != usable.end()) continue;
    Candidate scanner;
    scanner.kind = "scanner";
    scanner.certainty = Certainty::likely;
    scanner.told_by = "usb ids";
    scanner.hint = "hid_pos_mode";
    name(scanner, row, device.manufacturer, device.name);
    add(std::move(scanner), device.identity.serial);
  }
  return found;
}

std::vector<Candidate> serial_candidates(const std::vector<SerialPort>& ports) {
  std::vector<Candidate> found;
  for (const SerialPort& port : ports) {
    Candidate out;
    out.source = Source::serial;
    out.address = "serial://" + port.stable_path;
    out.told_by = port.usb.vendor == 0 ? "serial port" : "usb ids";
    out.serial = port.usb.serial;
    const UsbRow* row = port.usb.vendor == 0 ? nullptr : find_usb_row(port.usb.vendor, port.usb.product);
    name(out, row, port.maker, port.model);
    const Role role = row == nullptr ? Role::adapter : row->role;
    out.certainty = role == Role::adapter ? Certainty::possible : Certainty::likely;
    if (role == Role::serial_scanner || role == Role::hid_scanner) {
      out.kind = "scanner";
      out.profile = "serial";
    } else if (role == Role::card_terminal) {
      out.kind = "card_terminal";
      out.profile = "zvt";
    } else if (role == Role::display) {
      out.kind = "customer_display";
    } else if (role == Role::printer) {
      out.kind = "receipt_printer";
      const escpos::PrinterProfile& profile = escpos::profile_for_usb(port.usb.vendor, port.usb.product, port.model);
      if (profile.id != escpos::unknown_printer().id) out.profile = profile.id;
    }
    found.push_back(std::move(out));
  }
  return found;
}
}  // namespace holdfast::discovery
