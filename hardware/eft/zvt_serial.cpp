#include "eft/zvt_serial.h"

#include <algorithm>

#include "eft/bcd.h"

namespace holdfast::eft {
namespace {
constexpr std::uint8_t stx = 0x02;
constexpr std::uint8_t etx = 0x03;
constexpr std::uint8_t ack = 0x06;
constexpr std::uint8_t dle = 0x10;
constexpr std::uint8_t nak = 0x15;

std::uint16_t block_crc(std::string_view apdu) { return crc_kermit(std::string{apdu} + static_cast<char>(etx)); }
}  // namespace

std::uint16_t crc_kermit(std::string_view bytes) {
  unsigned crc = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    crc ^= octet(bytes, i);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0x8408 : crc >> 1;
  }
  return static_cast<std::uint16_t>(crc);
}

std::string encode_block(std::string_view apdu) {
  std::string out{static_cast<char>(dle), static_cast<char>(stx)};
  for (const char c : apdu) {
    out += c;
    if (static_cast<std::uint8_t>(c) == dle) out += c;
  }
  const unsigned crc = block_crc(apdu);
  out += {static_cast<char>(dle), static_cast<char>(etx), static_cast<char>(crc & 0xFF), static_cast<char>(crc >> 8)};
  return out;
}

std::optional<std::string> decode_block(std::string_view bytes) {
  SerialLink link;
  link.on_bytes(bytes, Instant{});
  auto apdu = link.poll_apdu();
  if (!apdu || encode_block(*apdu) != bytes) return std::nullopt;  // nothing before, between or behind
  return apdu;
}

void SerialLink::send(std::string apdu, Instant now) {
  waiting_.push_back(std::move(apdu));
  if (!awaiting_) write_next(now);
}

void SerialLink::write_next(Instant now) {
  if (waiting_.empty() || failed_) return;
  awaiting_ = true;
  repeats_ = 0;
  out_.push_back(encode_block(waiting_.front()));
  answer_deadline_ = Instant{now.unix_us() + t2_us};
}

void SerialLink::repeat(Instant now) {
  if (!awaiting_) return;
  if (repeats_ == max_repeats) {
    failed_ = true;
    awaiting_ = false;
    answer_deadline_.reset();
    return;
  }
  ++repeats_;
  out_.push_back(encode_block(waiting_.front()));
  answer_deadline_ = Instant{now.unix_us() + t2_us};
}

void SerialLink::confirmed(Instant now) {
  if (!awaiting_) return;
  awaiting_ = false;
  answer_deadline_.reset();
  waiting_.pop_front();
  write_next(now);
}

void SerialLink::refuse() {
  reading_ = Reading::outside;
  block_.clear();
  byte_deadline_.reset();
  out_.push_back(std::string(1, static_cast<char>(nak)));
}

void SerialLink::on_bytes(std::string_view bytes, Instant now) {
  for (std::size_t i = 0; i < bytes.size(); ++i) on_byte(octet(bytes, i), now);
}

void SerialLink::on_byte(std::uint8_t byte, Instant now) {
  byte_deadline_ = Instant{now.unix_us() + t1_us};
  switch (reading_) {
    case Reading::outside:
      byte_deadline_.reset();
      if (byte == dle) {
        reading_ = Reading::after_dle;
        byte_deadline_ = Instant{now.unix_us() + t1_us};
      } else if (byte == ack) {
        confirmed(now);
      } else if (byte == nak) {
        repeat(now);
      }
      return;
    case Reading::after_dle:
      reading_ = byte == stx ? Reading::inside : byte == dle ? Reading::after_dle : Reading::outside;
      if (reading_ == Reading::outside) byte_deadline_.reset();
      block_.clear();
      return;
    case Reading::inside:
      if (byte == dle)
        reading_ = Reading::inside_dle;
      else
        block_ += static_cast<char>(byte);
      if (block_.size() > max_block) refuse();
      return;
    case Reading::inside_dle:
      if (byte == dle) {
        block_ += static_cast<char>(byte);
        reading_ = Reading::inside;
      } else if (byte == etx) {
        reading_ = Reading::crc_low;
      } else if (byte == stx) {  // the sender has begun anew
        block_.clear();
        reading_ = Reading::inside;
      } else {
        refuse();
      }
      return;
    case Reading::crc_low:
      crc_ = byte;
      reading_ = Reading::crc_high;
      return;
    case Reading::crc_high:
      crc_ = static_cast<std::uint16_t>(crc_ | byte << 8);
      if (crc_ != block_crc(block_)) return refuse();
      reading_ = Reading::outside;
      byte_deadline_.reset();
      out_.push_back(std::string(1, static_cast<char>(ack)));
      in_.push_back(std::move(block_));
      block_.clear();
      confirmed(now);
      return;
  }
}

void SerialLink::on_time(Instant now) {
  if (byte_deadline_ && now >= *byte_deadline_) refuse();
  if (answer_deadline_ && now >= *answer_deadline_) repeat(now);
}

std::optional<Instant> SerialLink::deadline() const {
  if (!byte_deadline_) return answer_deadline_;
  return answer_deadline_ ? std::min(*byte_deadline_, *answer_deadline_) : byte_deadline_;
}

namespace {
std::optional<std::string> take(std::deque<std::string>& queue) {
  if (queue.empty()) return std::nullopt;
  std::string front = std::move(queue.front());
  queue.pop_front();
  return front;
}
}  // namespace
std::optional<std::string> SerialLink::poll_bytes() { return take(out_); }
std::optional<std::string> SerialLink::poll_apdu() { return take(in_); }
void SerialLink::clear() { *this = SerialLink{}; }
}  // namespace holdfast::eft
