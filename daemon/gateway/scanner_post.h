#pragma once
#include <variant>

#include "gateway/line_post.h"
#include "scanner/hid_pos.h"
#include "scanner/repeat_guard.h"
#include "scanner/serial_scanner.h"

namespace holdfast::gateway {
/// One scanner. Each scan goes at once, as the live message `Scan`, to one till: the terminal that holds the claim,
/// else the one that works the register the scanner belongs to. What nobody takes is counted and gone: a code that
/// comes later would land in another sale.
class ScannerPost final : public LinePost {
 public:
  ScannerPost(PostParts parts, devices::Device device, link::Address address);
  registry::DeviceHealth health() const override;
  std::int64_t untaken() const { return untaken_; }

  void on_link_up(Instant now) override;
  void on_link_lost(Instant now) override;
  void on_bytes(std::string_view bytes, Instant now) override;
  void on_time(Instant now) override;
  std::optional<std::string> poll(Instant) override { return std::nullopt; }
  std::optional<Instant> deadline() const override;

 private:
  void take(const scanner::ScanEvent& event, Instant read_at);
  void drain(Instant read_at);
  bool send(const scanner::ScanEvent& event, Instant read_at);
  std::variant<scanner::SerialScanner, scanner::HidPosScanner> scanner_;
  scanner::RepeatGuard guard_;
  std::int64_t untaken_ = 0;
  std::optional<Instant> untaken_at_, scanned_at_;
};

/// The live message's data. Bytes that are no UTF-8 are taken for Latin-1, as scanners mean them.
std::string scan_json(const scanner::ScanEvent& event, const Uuid& device, const std::optional<Uuid>& register_id,
                      std::span<const barcodes::InStoreRule> rules, Instant at, int utc_offset_min);
}  // namespace holdfast::gateway
