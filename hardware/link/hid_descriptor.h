#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace holdfast::link {
/// Usage page and usage of an application collection in a HID report descriptor (USB HID 1.11, 6.2.2).
struct HidUsage {
  std::uint16_t page = 0;
  std::uint16_t usage = 0;
  friend bool operator==(const HidUsage&, const HidUsage&) = default;
};
constexpr HidUsage hid_pos_scanner{0x8c, 0x02}, hid_scale{0x8d, 0x01}, hid_keyboard{0x01, 0x06};

/// Those of all top-level collections; what cannot be read ends the list. The daemon takes a hidraw node only when it
/// has the usage it wants (hardware protocols 5.2): a scanner in keyboard mode belongs to the client.
std::vector<HidUsage> top_level_usages(std::string_view descriptor);
}  // namespace holdfast::link
