#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "link/hid_descriptor.h"
#include "scanner/hid_pos.h"
#include "scanner/serial_scanner.h"

using namespace holdfast;
using namespace holdfast::scanner;

namespace {
void check_event(const ScanEvent& event) {
  check(!event.data.empty() && event.data.size() <= longest_scan);
  check(event.aim.empty() || event.aim.size() == 3);
  (void)interpret(event, {});
}
}  // namespace

/// The first byte picks settings and pace; the rest comes over a line, as HID reports, and as a report descriptor.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  SerialScanSettings settings;
  constexpr CodeIdSet sets[] = {CodeIdSet::none, CodeIdSet::zebra, CodeIdSet::honeywell, CodeIdSet::datalogic};
  settings.code_ids = sets[data[0] % 4];
  if (data[0] & 4) settings.prefix = "<";
  if (data[0] & 8) settings.suffix = ">";
  SerialScanner line{settings};
  HidPosScanner hid;
  const std::size_t piece = 1 + data[0] / 16;
  std::int64_t now = 0;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    line.on_bytes(bytes.substr(at, piece), Instant{now += 20'000});
    while (const auto event = line.poll()) check_event(*event);
  }
  line.on_time(Instant{now + 1'000'000});
  while (const auto event = line.poll()) check_event(*event);
  for (std::size_t at = 0; at < bytes.size(); at += HidPosScanner::report_size)
    if (const auto event = hid.on_report(bytes.substr(at, HidPosScanner::report_size), Instant{0})) check_event(*event);
  (void)holdfast::link::top_level_usages(bytes);
  return 0;
}
