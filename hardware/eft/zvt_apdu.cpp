#include "eft/zvt_apdu.h"

#include "base/check.h"
#include "eft/bcd.h"

namespace holdfast::eft {
std::string encode_apdu_length(std::size_t length) {
  check(length <= 0xFFFF);
  if (length < 0xFF) return std::string(1, static_cast<char>(length));
  return {'\xFF', static_cast<char>(length & 0xFF), static_cast<char>(length >> 8)};
}

std::string encode_apdu(const Apdu& apdu) {
  std::string out{static_cast<char>(apdu.control >> 8), static_cast<char>(apdu.control & 0xFF)};
  out += encode_apdu_length(apdu.data.size());
  return out += apdu.data;
}

ApduStart examine_apdu(std::string_view buffer) {
  ApduStart start;
  if (buffer.size() >= 2) start.control = static_cast<std::uint16_t>(octet(buffer, 0) << 8 | octet(buffer, 1));
  if (buffer.size() < 3) return start;
  if (octet(buffer, 2) != 0xFF) {
    start.header = 3;
    start.data_length = octet(buffer, 2);
  } else if (buffer.size() >= 5) {
    start.header = 5;
    start.data_length = static_cast<std::size_t>(octet(buffer, 3) | octet(buffer, 4) << 8);
  } else {
    return start;
  }
  start.complete = buffer.size() >= start.header + *start.data_length;
  return start;
}

std::optional<Apdu> decode_apdu(std::string_view bytes) {
  const ApduStart start = examine_apdu(bytes);
  if (!start.complete || bytes.size() != start.header + *start.data_length) return std::nullopt;
  return Apdu{*start.control, std::string{bytes.substr(start.header)}};
}

void ApduReader::feed(std::string_view bytes) {
  if (read_ > 0) {
    buffer_.erase(0, read_);
    read_ = 0;
  }
  buffer_ += bytes;
}
std::optional<Apdu> ApduReader::next() {
  const std::string_view rest = std::string_view{buffer_}.substr(read_);
  const ApduStart start = examine_apdu(rest);
  if (!start.complete) return std::nullopt;
  read_ += start.header + *start.data_length;
  return Apdu{*start.control, std::string{rest.substr(start.header, *start.data_length)}};
}
void ApduReader::clear() {
  buffer_.clear();
  read_ = 0;
}
}  // namespace holdfast::eft
