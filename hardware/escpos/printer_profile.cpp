#include "escpos/printer_profile.h"

#include <algorithm>

namespace holdfast::escpos {
namespace {
constexpr std::uint32_t features(std::initializer_list<Feature> list) {
  std::uint32_t bits = 0;
  for (const Feature each : list) bits |= static_cast<std::uint32_t>(each);
  return bits;
}
#include "escpos/printer_profile_table.inc"

constexpr std::array lone_page{PageNumber{0, "cp437"}};
constexpr std::array agreed_pages{PageNumber{19, "cp858"}, PageNumber{16, "windows1252"}, PageNumber{18, "cp852"},
                                  PageNumber{17, "cp866"}};
constexpr PrinterProfile unknown{.id = "unknown",
                                 .vendor = "",
                                 .model = "ESC/POS printer",
                                 .columns = {32, 42, 0},
                                 .features = features({Feature::raster, Feature::drawer}),
                                 .pages = lone_page};

struct UsbId {
  std::uint16_t vendor;
  std::uint16_t product;  ///< 0: any
  std::string_view profile;
};
// Hardware reference 12. The smallest printer of a maker where the id says no more: too narrow is ugly, too wide is
// garbage.
constexpr std::array usb_ids{
    UsbId{0x04b8, 0x0e03, "epson-tm-t20ii"},  UsbId{0x04b8, 0x0e15, "epson-tm-t20ii"},
    UsbId{0x04b8, 0x0e28, "epson-tm-t20iii"}, UsbId{0x04b8, 0, "epson-tm-t88v"},
    UsbId{0x0519, 0x0001, "star-tsp650ii"},   UsbId{0x0519, 0x0003, "star-tsp100"},
    UsbId{0x0519, 0x0017, "star-mpop"},       UsbId{0x0519, 0x0049, "star-mc-print2"},
    UsbId{0x0519, 0x0047, "star-mc-print3"},  UsbId{0x1504, 0, "bixolon-srp-350iii"},
    UsbId{0x0419, 0, "bixolon-srp-350"},      UsbId{0x2730, 0, "citizen-ct-s310ii"},
    UsbId{0x1d90, 0, "citizen-ct-s310ii"},    UsbId{0x0aa7, 0, "wincor-nixdorf-th230"},
    UsbId{0x04c5, 0, "fujitsu-fp-1000"},      UsbId{0x05d9, 0, "hp-a779"},
    UsbId{0x0416, 0x5011, "zjiang-pos-5890"}, UsbId{0x0483, 0x5743, "zjiang-pos-5890"},
    UsbId{0x0483, 0x5840, "zjiang-pos-5890"}, UsbId{0x0fe6, 0x811e, "zjiang-pos-5890"},
    UsbId{0x1fc9, 0x2016, "zjiang-pos-5890"}, UsbId{0x0525, 0xa700, "zjiang-pos-5890"},
    UsbId{0x0471, 0x0055, "zjiang-pos-5890"}, UsbId{0x20d1, 0, "zjiang-pos-5890"},
    UsbId{0x6868, 0, "zjiang-pos-5890"},      UsbId{0x28e9, 0, "zjiang-pos-5890"},
};

/// Capital letters and digits only: makers do not agree with themselves on hyphens and blanks.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}
}  // namespace

std::span<const PrinterProfile> printer_profiles() { return profiles; }

const PrinterProfile* find_profile(std::string_view id) {
  if (id == unknown.id) return &unknown;
  const auto found =
      std::find_if(profiles.begin(), profiles.end(), [&](const PrinterProfile& each) { return each.id == id; });
  return found == profiles.end() ? nullptr : &*found;
}

const PrinterProfile& unknown_printer() { return unknown; }

PrinterProfile generic_printer(int columns) {
  constexpr int letter = 12;
  return {.id = "generic",
          .vendor = "",
          .model = "ESC/POS printer",
          .dots = columns * letter / 8 * 8,
          .columns = {static_cast<std::uint8_t>(columns), 0, 0},
          .cutter = Cutter::partial,
          .features = features({Feature::bar_code_b, Feature::raster, Feature::drawer}),
          .pages = agreed_pages};
}

const PrinterProfile* find_profile_by_name(std::string_view text) {
  constexpr std::size_t longest_name = 256;
  const std::string said = bare(text.substr(0, longest_name));
  const PrinterProfile* best = nullptr;
  std::size_t length = 3;  // `T-1` is in too many names
  for (const PrinterProfile& each : profiles) {
    const std::string name = bare(each.model);
    if (name.size() <= length || said.find(name) == std::string::npos) continue;
    best = &each;
    length = name.size();
  }
  return best;
}

const PrinterProfile& profile_for_usb(std::uint16_t vendor, std::uint16_t product, std::string_view product_string) {
  if (const PrinterProfile* named = find_profile_by_name(product_string)) return *named;
  for (const UsbId& each : usb_ids)
    if (each.vendor == vendor && (each.product == product || each.product == 0))
      if (const PrinterProfile* found = find_profile(each.profile)) return *found;
  return unknown;
}
}  // namespace holdfast::escpos
