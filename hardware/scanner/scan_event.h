#pragma once
#include <span>
#include <string>

#include "barcodes/scan.h"
#include "barcodes/symbology.h"

namespace holdfast::scanner {
/// One code as a scanner read it, whatever way it came.
struct ScanEvent {
  barcodes::Symbology symbology = barcodes::Symbology::unknown;
  std::string data;  ///< of the code alone: no identifier, no framing; FNC1 is 1D, none in front
  std::string aim;   ///< `]C1`; made from a maker's code id where there was only that; empty when nothing told
  std::string raw;   ///< as it arrived, for the log: the bytes of the line, or the reports one behind the other
  friend bool operator==(const ScanEvent&, const ScanEvent&) = default;
};

/// What barcodes::interpret() and GET /lookup/{code} take: identifier and data.
inline std::string lookup_text(const ScanEvent& event) { return event.aim + event.data; }
inline barcodes::Scan interpret(const ScanEvent& event, std::span<const barcodes::InStoreRule> rules) {
  return barcodes::interpret(lookup_text(event), rules);
}

/// A scan is never longer (hardware protocols 0.7): what goes on is dropped to its end.
constexpr std::size_t longest_scan = 8192;
}  // namespace holdfast::scanner
