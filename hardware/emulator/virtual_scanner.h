#pragma once
#include <deque>
#include <string>

#include "emulator/line.h"
#include "scanner/serial_scanner.h"

namespace holdfast::emulator {
/// A serial scanner in somebody's hand. What the till sends (triggers, beeps) it takes and does not understand.
class VirtualScanner : public LineDevice {
 public:
  explicit VirtualScanner(scanner::SerialScanSettings settings = {}) : settings_{std::move(settings)} {}
  void scan(const scanner::ScanEvent& event) {
    messages_.push_back(scanner::serial_bytes_of(event, settings_));
    ++scans_;
  }
  std::int64_t scans() const { return scans_; }
  void on_bytes(std::string_view, Instant) override {}
  std::optional<std::string> poll() override {
    if (messages_.empty()) return std::nullopt;
    std::string front = std::move(messages_.front());
    messages_.pop_front();
    return front;
  }

 private:
  scanner::SerialScanSettings settings_;
  std::deque<std::string> messages_;
  std::int64_t scans_ = 0;
};
}  // namespace holdfast::emulator
