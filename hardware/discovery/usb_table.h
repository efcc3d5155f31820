#pragma once
#include <cstdint>
#include <string_view>

namespace holdfast::discovery {
enum class Role : std::uint8_t {
  printer,
  keyboard_scanner,  ///< as it is set it types into a computer
  hid_scanner,
  serial_scanner,
  hid_scale,
  card_terminal,  ///< on a serial port of its own
  display,
  drawer,
  adapter,  ///< a serial port with anything behind it
};
struct UsbRow {
  std::uint16_t vendor = 0, product = 0, mask = 0xffff;  ///< of the product id; 0: the whole vendor
  Role role = Role::adapter;
  std::string_view maker, model;
};
/// What is known by its ids (hardware protocols 12); the first row that fits. Null: nobody we know.
const UsbRow* find_usb_row(std::uint16_t vendor, std::uint16_t product);
}  // namespace holdfast::discovery
