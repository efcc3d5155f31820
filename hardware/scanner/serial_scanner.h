#pragma once
#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "scanner/code_id.h"
#include "scanner/scan_event.h"

namespace holdfast::scanner {
/// How a scanner on a line has been set up (hardware protocols 5.1).
struct SerialScanSettings {
  std::string prefix;  ///< beside STX and NUL, which are always taken off
  std::string suffix;  ///< before CR or LF, or instead of them
  CodeIdSet code_ids = CodeIdSet::none;
  std::chrono::milliseconds silence{50};  ///< ends a scan that has no terminator
  std::size_t least_before_silence = 3;   ///< what is shorter then is noise
};

/// Cuts what a serial scanner sends into scans: at CR or LF, at the suffix, or at a silence. Knows no port and no
/// clock.
class SerialScanner {
 public:
  explicit SerialScanner(SerialScanSettings settings = {}) : settings_{std::move(settings)} {}
  void on_bytes(std::string_view bytes, Instant now);
  void on_time(Instant now);  ///< once deadline() has passed
  void on_link_lost();        ///< half a scan is none
  std::optional<ScanEvent> poll();
  std::optional<Instant> deadline() const { return deadline_; }
  /// Bytes that made no scan: noise, and scans beyond the longest.
  std::size_t dropped() const { return dropped_; }

 private:
  bool at_end() const;
  void finish();
  SerialScanSettings settings_;
  std::string pending_;
  bool overlong_ = false;
  std::deque<ScanEvent> events_;
  std::optional<Instant> deadline_;
  std::size_t dropped_ = 0;
};

/// One scan without its terminator: takes off padding, prefix, suffix, AIM identifier or code id. Empty when nothing is
/// left.
std::optional<ScanEvent> read_serial_scan(std::string_view bytes, const SerialScanSettings& settings);
/// As the scanner sends it, with what the settings ask for; AIM identifiers as the event has them.
std::string serial_bytes_of(const ScanEvent& event, const SerialScanSettings& settings,
                            std::string_view terminator = "\r");
}  // namespace holdfast::scanner
