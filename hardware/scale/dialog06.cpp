#include "scale/dialog06.h"

#include <algorithm>
#include <vector>

#include "base/check.h"
#include "scale/overloaded.h"

namespace holdfast::scale {
namespace {
constexpr char eot = '\x04', enq = '\x05', ack = '\x06', nak = '\x15', stx = '\x02', etx = '\x03', esc = '\x1b';
constexpr std::size_t text_width = 13;

auto garbled() { return refuse(ErrorCode::invalid_argument, "That is no message of Dialog 06."); }

std::string digits(std::int64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  check(value >= 0 && text.size() <= width);
  return std::string(width - text.size(), '0') + text;
}

/// Exactly `width` digits.
std::optional<std::int64_t> number(std::string_view text, std::size_t width) {
  if (text.size() != width) return std::nullopt;
  return text.find_first_not_of("0123456789") == std::string_view::npos ? parse_scaled(text, 0) : std::nullopt;
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}
std::string hex(unsigned value, int width) {
  std::string text;
  for (int shift = 4 * (width - 1); shift >= 0; shift -= 4) text += "0123456789ABCDEF"[value >> shift & 15];
  return text;
}
std::optional<std::uint16_t> hex_number(std::string_view text) {
  if (text.size() != 4) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    const auto digit = hex_digit(c);
    if (!digit) return std::nullopt;
    value = value << 4 | static_cast<unsigned>(*digit);
  }
  return static_cast<std::uint16_t>(value);
}

std::string text_field(std::string_view text) {
  std::string field;
  for (const char c : text.substr(0, text_width)) field += c >= ' ' && c <= '~' ? c : '?';
  field.resize(text_width, ' ');
  return field;
}

std::string price_record(const DialogPrice& price) {
  const std::string_view record = price.tare ? (price.text.empty() ? "03" : "05") : (price.text.empty() ? "01" : "04");
  std::string bytes = std::string{eot, stx} + std::string{record} + esc + digits(price.unit_price_minor, 6) + esc;
  if (price.tare) bytes += digits(*price.tare, 4);
  if (price.tare && !price.text.empty()) bytes += esc;
  if (!price.text.empty()) bytes += text_field(price.text);
  return bytes + etx;
}

using Fields = std::vector<std::string_view>;

/// What is between STX and ETX, split at ESC; empty when these are not at the ends.
Fields fields_of(std::string_view frame) {
  if (frame.size() < 4 || frame.front() != stx || frame.back() != etx) return {};
  std::string_view body = frame.substr(1, frame.size() - 2);
  Fields fields;
  for (std::size_t at = body.find(esc); at != std::string_view::npos; at = body.find(esc)) {
    fields.push_back(body.substr(0, at));
    body.remove_prefix(at + 1);
  }
  fields.push_back(body);
  return fields;
}

Result<DialogRequest> read_price(const Fields& fields) {
  const bool has_tare = fields[0] == "03" || fields[0] == "05";
  const bool has_text = fields[0] == "04" || fields[0] == "05";
  if (fields.size() != (has_tare && has_text ? 4U : 3U)) return garbled();
  const auto unit_price = number(fields[1], 6);
  if (!unit_price) return garbled();
  DialogPrice price{*unit_price, {}, {}};
  if (!has_tare && !has_text && !fields[2].empty()) return garbled();
  if (has_tare) {
    const auto tare = number(fields[2], 4);
    if (!tare) return garbled();
    price.tare = static_cast<int>(*tare);
  }
  if (has_text) {
    if (fields.back().size() != text_width) return garbled();
    price.text = fields.back();
  }
  return price;
}

Result<DialogRequest> read_checksums(const Fields& fields) {
  const bool joined = fields.size() == 2 && fields[1].size() == 8;
  if (!joined && fields.size() != 3) return garbled();
  const auto cs = hex_number(fields[1].substr(0, joined ? 4 : fields[1].size()));
  const auto kw = hex_number(joined ? fields[1].substr(4) : fields[2]);
  if (!cs || !kw) return garbled();
  return DialogChecksums{*cs, *kw};
}

Result<DialogAnswer> read_result(const Fields& fields) {
  if (fields.size() != 5 || fields[1].size() != 1 || fields[1][0] < '0' || fields[1][0] > '3') return garbled();
  const auto weight = number(fields[2], 5), unit_price = number(fields[3], 6), amount = number(fields[4], 6);
  if (!weight || !unit_price || !amount) return garbled();
  const int decimals = fields[1][0] - '0';
  std::int64_t micro = *weight;
  for (int i = decimals; i < 6; ++i) micro *= 10;
  return DialogResult{{Quantity::from_micro(micro), WeightUnit::kilogram, decimals}, *unit_price, *amount};
}

Result<DialogAnswer> read_checksum_record(const Fields& fields) {
  using Verdict = DialogChecksumVerdict::Verdict;
  if (fields.size() != 2 || fields[1].empty()) return garbled();
  const std::string_view field = fields[1];
  if (field == "1") return DialogChecksumVerdict{Verdict::accepted};
  if (field == "0") return DialogChecksumVerdict{Verdict::refused};
  const auto z1 = field.size() == 3 && field[0] == '2' ? hex_digit(field[1]) : std::nullopt;
  const auto z2 = z1 ? hex_digit(field[2]) : std::nullopt;
  if (!z2) return garbled();
  return DialogChecksumDemand{*z1, *z2};
}

struct StatusRow {
  std::string_view code;
  std::string_view text;
  ScaleReading::Fault fault;
};
using Fault = ScaleReading::Fault;
constexpr StatusRow statuses[] = {
    {"00", "no error", Fault::none},
    {"01", "general error", Fault::other},
    {"02", "parity error or overflow", Fault::transmission},
    {"10", "invalid record number", Fault::unknown_command},
    {"11", "invalid unit price", Fault::price},
    {"12", "invalid tare", Fault::tare},
    {"13", "invalid text", Fault::text},
    {"20", "still in motion", Fault::none},
    {"21", "not moved since the last weighing", Fault::not_moved},
    {"22", "price calculation not finished", Fault::none},
    {"30", "below minimum weight", Fault::below_minimum},
    {"31", "below zero", Fault::none},
    {"32", "overloaded", Fault::none},
};
}  // namespace

std::string encode(const DialogRequest& request, ChecksumSpelling spelling) {
  return std::visit(
      Overloaded{[](const DialogPrice& price) { return price_record(price); },
                 [](const DialogAsk&) { return std::string{eot, enq}; },
                 [](const DialogAskStatus&) { return std::string{eot, stx, '0', '8', etx}; },
                 [spelling](const DialogChecksums& sums) {
                   return std::string{eot, stx, '1', '0', esc} + hex(sums.cs, 4) +
                          (spelling == ChecksumSpelling::separated ? std::string(1, esc) : std::string{}) +
                          hex(sums.kw, 4) + etx;
                 },
                 [](const DialogEnd&) { return std::string{eot}; }},
      request);
}

Result<DialogRequest> decode_dialog_request(std::string_view bytes) {
  if (bytes.empty() || bytes[0] != eot) return garbled();
  bytes.remove_prefix(1);
  if (bytes.empty()) return DialogEnd{};
  if (bytes == std::string_view{&enq, 1}) return DialogAsk{};
  const Fields fields = fields_of(bytes);
  if (fields.empty()) return garbled();
  if (fields[0] == "08" && fields.size() == 1) return DialogAskStatus{};
  if (fields[0] == "10") return read_checksums(fields);
  if (fields[0] == "01" || fields[0] == "03" || fields[0] == "04" || fields[0] == "05") return read_price(fields);
  return garbled();
}

std::string encode(const DialogAnswer& answer) {
  return std::visit(
      Overloaded{[](const DialogAck&) { return std::string{ack}; }, [](const DialogNak&) { return std::string{nak}; },
                 [](const DialogResult& result) {
                   const int decimals = result.weight.decimals;
                   const std::int64_t weight = divide(result.weight.amount.micro(), [decimals] {
                     std::int64_t divisor = Quantity::one_micro;
                     for (int i = 0; i < decimals; ++i) divisor /= 10;
                     return divisor;
                   }());
                   return std::string{stx, '0', '2', esc} + digits(decimals, 1) + esc + digits(weight, 5) + esc +
                          digits(result.unit_price_minor, 6) + esc + digits(result.amount_minor, 6) + etx;
                 },
                 [](const DialogStatus& status) { return std::string{stx, '0', '9', esc} + status.code + etx; },
                 [](const DialogChecksumDemand& demand) {
                   const auto z = static_cast<unsigned>(demand.z1 << 4 | demand.z2);
                   return std::string{stx, '1', '1', esc, '2'} + hex(z, 2) + etx;
                 },
                 [](const DialogChecksumVerdict& given) {
                   const bool accepted = given.verdict == DialogChecksumVerdict::Verdict::accepted;
                   return std::string{stx, '1', '1', esc, accepted ? '1' : '0', etx};
                 }},
      answer);
}

Result<DialogAnswer> decode_dialog_answer(std::string_view frame) {
  if (frame.size() == 1 && frame[0] == ack) return DialogAck{};
  if (frame.size() == 1 && frame[0] == nak) return DialogNak{};
  const Fields fields = fields_of(frame);
  if (fields.empty()) return garbled();
  if (fields[0] == "02") return read_result(fields);
  if (fields[0] == "09" && fields.size() == 2 && number(fields[1], 2)) return DialogStatus{std::string{fields[1]}};
  if (fields[0] == "11") return read_checksum_record(fields);
  return garbled();
}

std::string_view dialog_status_text(std::string_view code) {
  const auto* row = std::ranges::find(statuses, code, &StatusRow::code);
  return row == std::end(statuses) ? std::string_view{} : row->text;
}

ScaleReading reading_of(const DialogStatus& status) {
  const auto* row = std::ranges::find(statuses, std::string_view{status.code}, &StatusRow::code);
  ScaleReading reading;
  reading.fault = row == std::end(statuses) ? Fault::other : row->fault;
  if (status.code == "31") reading.range = ScaleReading::Range::under;
  if (status.code == "32") reading.range = ScaleReading::Range::over;
  reading.in_motion = status.code == "20";
  return reading;
}
}  // namespace holdfast::scale
