#include "scale/nci.h"

#include <algorithm>

namespace holdfast::scale {
namespace {
using Range = ScaleReading::Range;
using Fault = ScaleReading::Fault;
constexpr unsigned motion = 1 << 0, at_zero = 1 << 1, ram_error = 1 << 2, eeprom_error = 1 << 3;
constexpr unsigned under = 1 << 0, over = 1 << 1, rom_error = 1 << 2, calibration = 1 << 3, third_follows = 1 << 6;
constexpr unsigned net = 1 << 2, zero_error = 1 << 3;
constexpr std::string_view over_mark = "^^^^", under_mark = "____", unreadable_mark = "----";

auto garbled() { return refuse(ErrorCode::invalid_argument, "That is no answer of an NCI scale."); }

/// 30h + bits; bits 4 and 5 are those of 30h itself.
bool is_status(char c) { return (c & 0xb0) == 0x30; }

bool read_status(ScaleReading& reading, std::string_view status) {
  if (status.starts_with('S')) status.remove_prefix(1);
  if (status.size() < 2 || status.size() > 3 || !std::ranges::all_of(status, is_status)) return false;
  const auto first = static_cast<unsigned>(status[0]), second = static_cast<unsigned>(status[1]);
  const unsigned third = status.size() == 3 ? static_cast<unsigned>(status[2]) : 0x30;
  if (((second & third_follows) != 0) != (status.size() == 3) || (first | third) & third_follows) return false;
  reading.in_motion = first & motion;
  reading.stable = !reading.in_motion;
  reading.zero = first & at_zero;
  reading.net = third & net;
  if (second & under) reading.range = Range::under;
  if (second & over) reading.range = Range::over;
  if (third & zero_error) reading.fault = Fault::needs_zero;
  if (second & calibration) reading.fault = Fault::calibration;
  if (first & (ram_error | eeprom_error) || second & rom_error) reading.fault = Fault::memory;
  return true;
}

/// A weight with its unit, or one of the marks instead of it.
bool read_weight(ScaleReading& reading, std::string_view text) {
  const std::size_t unit_at = text.find_first_of("KLOGklog");
  if (unit_at == std::string_view::npos) return false;
  const auto unit = parse_unit(text.substr(unit_at));
  if (!unit) return false;
  std::string_view digits = text.substr(0, unit_at);
  while (digits.ends_with(' ')) digits.remove_suffix(1);
  const auto marked = [digits](std::string_view mark) {
    return digits.starts_with(mark) && digits.find_first_not_of(std::string{mark[0]} + ".") == std::string_view::npos;
  };
  if (marked(over_mark)) {
    reading.range = Range::over;
  } else if (marked(under_mark)) {
    reading.range = Range::under;
  } else if (marked(unreadable_mark)) {
    reading.stable = false;
  } else {
    reading.weight = parse_weight(digits, *unit);
    if (!reading.weight || reading.weight->decimals == 0) return false;
    if (reading.range != Range::within) reading.weight.reset();
  }
  return true;
}

std::string status_of(const ScaleReading& reading) {
  unsigned first = 0, second = 0, third = 0;
  if (reading.in_motion) first |= motion;
  if (reading.zero) first |= at_zero;
  if (reading.fault == Fault::memory) first |= ram_error;
  if (reading.range == Range::under) second |= under;
  if (reading.range == Range::over) second |= over;
  if (reading.fault == Fault::calibration) second |= calibration;
  if (reading.net) third |= net;
  if (reading.fault == Fault::needs_zero) third |= zero_error;
  if (third != 0) second |= third_follows;
  std::string text{static_cast<char>(0x30 + first), static_cast<char>(0x30 + second)};
  if (third != 0) text += static_cast<char>(0x30 + third);
  return text;
}
}  // namespace

Result<ScaleReading> decode_nci(std::string_view frame) {
  if (frame.size() < 4 || !frame.starts_with('\n') || !frame.ends_with("\r\x03")) return garbled();
  std::string_view body = frame.substr(1, frame.size() - 3);
  ScaleReading reading;
  reading.raw = frame;
  if (body == "?") {
    reading.fault = Fault::unknown_command;
    return reading;
  }
  const std::size_t split = body.find("\r\n");
  const std::string_view status = split == std::string_view::npos ? body : body.substr(split + 2);
  if (!read_status(reading, status)) return garbled();
  if (split != std::string_view::npos && !read_weight(reading, body.substr(0, split))) return garbled();
  return reading;
}

std::optional<NciVariant> nci_variant_of(std::string_view frame) {
  if (!decode_nci(frame)) return std::nullopt;
  const std::size_t split = frame.find("\r\n");
  const std::size_t status = split == std::string_view::npos ? 1 : split + 2;
  return frame[status] == 'S' ? NciVariant::scp_02 : NciVariant::scp_01;
}

std::string encode_nci(const ScaleReading& reading, NciVariant variant) {
  if (reading.fault == Fault::unknown_command) return "\n?\r\x03";
  std::string frame = "\n";
  if (reading.weight && reading.range == Range::within && reading.fault == Fault::none) {
    std::string digits = digits_of(*reading.weight);
    const std::size_t sign = digits.starts_with('-') ? 1 : 0;
    if (digits.size() < 6) digits.insert(sign, 6 - digits.size(), '0');
    std::string unit{to_string(reading.weight->unit)};
    std::ranges::transform(unit, unit.begin(), [](char c) { return static_cast<char>(c & ~0x20); });
    frame += digits + unit + "\r\n";
  }
  return frame + (variant == NciVariant::scp_02 ? "S" : "") + status_of(reading) + "\r\x03";
}
}  // namespace holdfast::scale
