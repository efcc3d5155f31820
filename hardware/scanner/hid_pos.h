#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "scanner/scan_event.h"

namespace holdfast::scanner {
/// Joins the 64-byte reports of a USB HID POS scanner (usage page 8C, usage 02; hardware protocols 5.2) to scans:
/// `02`, number of data bytes, AIM identifier, up to 56 data bytes, `[61]` the maker's symbology code, `[63]` bit 0
/// more to come. Knows the two deviations: one byte before the identifier (Datalogic), and no identifier at all with
/// the data from `[2]` (Microscan).
class HidPosScanner {
 public:
  static constexpr std::size_t report_size = 64;
  static constexpr std::size_t data_per_report = 56;
  /// The scan, when this report ends one.
  std::optional<ScanEvent> on_report(std::string_view report, Instant now);
  void on_link_lost() { drop(); }
  /// Reports that were of no use, and scans of which a part was missing.
  std::size_t dropped() const { return dropped_; }

 private:
  void drop();
  std::optional<ScanEvent> finish();
  std::string aim_;
  std::string data_;
  std::string raw_;
  Instant last_;
  bool open_ = false;
  bool overlong_ = false;
  std::size_t dropped_ = 0;
};

/// The reports of an emulated scanner; `symbology_code` is the maker's own, `[61]`. At most 8 KiB of data. Without AIM
/// identifier (which is empty or three characters) in the form of Microscan.
std::vector<std::string> hid_pos_reports(const ScanEvent& event, std::uint8_t symbology_code);

/// Feature report that makes Honeywell (0C2E) and Youjie (23D0) scanners send HID POS reports.
constexpr std::string_view honeywell_pos_mode{"\xfe\x01", 2};
/// Output report with a menu command for Honeywell scanners; empty when the text is too long for one report.
std::string honeywell_menu_report(std::string_view menu_text);
}  // namespace holdfast::scanner
