#pragma once
#include "link/address.h"

struct termios;

namespace holdfast::link {
/// Opens the port raw, exclusive and non-blocking, and sets its line; the descriptor is the caller's. On a pseudo-terminal
/// what it cannot do (7 bits, parity, modem lines) is let pass.
Result<int> open_serial_port(const SerialAddress& address);
/// What open_serial_port asks of the driver; by itself so that a test can look at it without hardware.
void set_line(termios& settings, const LineSettings& line);
}  // namespace holdfast::link
