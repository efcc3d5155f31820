#pragma once
#include <boost/asio/any_io_executor.hpp>

#include "link/byte_stream.h"

namespace holdfast::link {
/// Opens the device's hidraw node: one report a read (give it 64 bytes or more), one report a write. A node in keyboard
/// mode is not taken. Devices that have to be told so are switched to HID POS (hardware protocols 5.2).
Opened open_hid(const boost::asio::any_io_executor& executor, const HidAddress& address);
/// Opens the node of the kernel's printer driver. Of a printer that cannot answer every read waits to its limit.
Opened open_lp(const boost::asio::any_io_executor& executor, const LpAddress& address);
}  // namespace holdfast::link
