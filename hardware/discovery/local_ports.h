#pragma once
#include <string>
#include <vector>

#include "discovery/candidate.h"
#include "link/usb_devices.h"

namespace holdfast::discovery {
/// A serial port and, where it hangs on USB, what that says it is.
struct SerialPort {
  std::string node;         ///< /dev/ttyUSB0
  std::string stable_path;  ///< /dev/serial/by-id/…, else by-path, else the node
  link::UsbIdentity usb;    ///< vendor 0: not on USB
  std::string maker, model;
};
/// Lists the machine's ports (libserialport). It may look into each for a moment, so not on the I/O thread.
std::vector<SerialPort> serial_ports();

/// What hangs on this machine, judged by ids, classes and usages (hardware protocols 12). Pure.
std::vector<Candidate> usb_candidates(const std::vector<link::UsbDevice>& devices,
                                      const std::vector<link::HidNode>& nodes);
std::vector<Candidate> serial_candidates(const std::vector<SerialPort>& ports);
}  // namespace holdfast::discovery
