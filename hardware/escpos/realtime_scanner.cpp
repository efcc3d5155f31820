#include "escpos/realtime_scanner.h"

#include <algorithm>

#include "escpos/octets.h"

namespace holdfast::escpos {
namespace {
constexpr std::string_view clear_buffers{"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", 10};

bool between(unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; }

std::optional<std::size_t> status_request(std::string_view bytes) {
  const unsigned n = octet(bytes, 2);
  if (between(n, 1, 4)) return 3;
  if (n != 7 && n != 8 && n != 0x12) return 0;
  return bytes.size() < 4 ? std::nullopt : std::optional<std::size_t>{4};
}

std::optional<std::size_t> real_time_request(std::string_view bytes) {
  switch (octet(bytes, 2)) {
    case 1: {
      if (bytes.size() < 5) return std::nullopt;
      const bool pulse = between(octet(bytes, 3), 0, 1) && between(octet(bytes, 4), 1, 8);
      return std::size_t{pulse ? 5U : 0U};
    }
    case 2: {
      if (bytes.size() < 5) return std::nullopt;
      return std::size_t{octet(bytes, 3) == 1 && octet(bytes, 4) == 8 ? 5U : 0U};  // power off
    }
    case 8: {
      const std::size_t size = std::min(bytes.size(), clear_buffers.size());
      if (bytes.substr(0, size) != clear_buffers.substr(0, size)) return 0;
      return size < clear_buffers.size() ? std::nullopt : std::optional<std::size_t>{size};
    }
    default:
      return 0;
  }
}
}  // namespace

std::optional<std::size_t> realtime_command_at(std::string_view bytes, std::size_t at) {
  const std::string_view here = bytes.substr(at);
  if (here.empty() || octet(here, 0) != 0x10) return 0;
  if (here.size() < 2) return std::nullopt;
  const unsigned code = octet(here, 1);
  if (code != 0x04 && code != 0x05 && code != 0x14) return 0;
  if (here.size() < 3) return std::nullopt;
  if (code == 0x05) return octet(here, 2) <= 2 ? 3 : 0;
  return code == 0x04 ? status_request(here) : real_time_request(here);
}

std::optional<std::string> RealtimeScanner::next() {
  std::size_t at = bytes_.find('\x10');
  for (; at != std::string::npos; at = bytes_.find('\x10', at + 1)) {
    const auto size = realtime_command_at(bytes_, at);
    if (!size) break;
    if (*size == 0) continue;
    std::string command = bytes_.substr(at, *size);
    bytes_.erase(0, at + *size);
    return command;
  }
  bytes_.erase(0, std::min(at, bytes_.size()));
  return std::nullopt;
}
}  // namespace holdfast::escpos
