#include "http/ws_frame.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "base/utf8.h"

namespace holdfast::http {
namespace {
constexpr std::size_t control_limit = 125;
bool is_control(Opcode opcode) { return static_cast<std::uint8_t>(opcode) >= 8; }
bool is_known(std::uint8_t opcode) { return opcode <= 2 || (opcode >= 8 && opcode <= 10); }
bool is_sendable(unsigned code) {
  return (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006) ||
         (code >= 3000 && code <= 4999);
}
}  // namespace

FrameHeader frame_header(Opcode opcode, std::uint64_t length, std::optional<MaskKey> key) {
  FrameHeader header;
  const auto put = [&header](std::uint64_t byte) { header.bytes[header.size++] = static_cast<char>(byte & 0xff); };
  const std::uint64_t mask_bit = key ? 0x80 : 0;
  put(0x80U | static_cast<std::uint8_t>(opcode));
  if (length < 126) {
    put(mask_bit | length);
  } else {
    const int width = length <= 0xffff ? 2 : 8;
    put(mask_bit | (width == 2 ? 126U : 127U));
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) put(length >> shift);
  }
  if (key)
    for (const std::uint8_t byte : *key) put(byte);
  return header;
}

void apply_mask(char* data, std::size_t size, MaskKey key, std::size_t offset) {
  for (std::size_t i = 0; i < size; ++i)
    data[i] = static_cast<char>(static_cast<std::uint8_t>(data[i]) ^ key[(offset + i) & 3]);
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
  std::size_t room = std::min(reason.size(), control_limit - 2);
  while (room > 0 && !is_utf8(reason.substr(0, room))) --room;
  return payload.append(reason.substr(0, room));
}

std::string accept_key(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha1(), nullptr);
  std::array<unsigned char, 32> base64{};
  const int size = EVP_EncodeBlock(base64.data(), digest.data(), SHA_DIGEST_LENGTH);
  return {reinterpret_cast<const char*>(base64.data()), static_cast<std::size_t>(size)};
}

void FrameReader::feed(std::string_view bytes) {
  if (failure_) return;
  bytes_.append(bytes);
  while (!failure_ && (in_frame_ || take_header())) {
    if (bytes_.size() - at_ < length_) break;
    take_payload();
  }
  bytes_.erase(0, at_);
  at_ = 0;
}

/// False until the whole header is there.
bool FrameReader::take_header() {
  const auto byte = [this](std::size_t i) { return static_cast<std::uint8_t>(bytes_[at_ + i]); };
  const std::size_t available = bytes_.size() - at_;
  if (available < 2) return false;
  const bool masked = (byte(1) & 0x80) != 0;
  const std::uint8_t short_length = byte(1) & 0x7f;
  const std::size_t width = short_length == 126 ? 2 : short_length == 127 ? 8 : 0;
  if ((byte(0) & 0x70) != 0 || !is_known(byte(0) & 0x0f) || masked != (side_ == Side::server)) {
    fail(close_code::protocol_error);
    return false;
  }
  const std::size_t size = 2 + width + (masked ? 4 : 0);
  if (available < size) return false;
  length_ = width == 0 ? short_length : 0;
  for (std::size_t i = 0; i < width; ++i) length_ = length_ << 8 | byte(2 + i);
  for (std::size_t i = 0; masked && i < 4; ++i) key_[i] = byte(2 + width + i);
  final_ = (byte(0) & 0x80) != 0;
  opcode_ = static_cast<Opcode>(byte(0) & 0x0f);
  at_ += size;
  const bool starts = opcode_ == Opcode::text || opcode_ == Opcode::binary;
  const bool out_of_order = starts ? message_kind_.has_value() : opcode_ == Opcode::continuation && !message_kind_;
  if ((is_control(opcode_) && (!final_ || length_ > control_limit)) || out_of_order)
    fail(close_code::protocol_error);
  else if (!is_control(opcode_) && (length_ > message_limit_ || length_ + message_.size() > message_limit_))
    fail(close_code::too_big);
  if (failure_) return false;
  in_frame_ = true;
  return true;
}

void FrameReader::take_payload() {
  const auto size = static_cast<std::size_t>(length_);
  if (side_ == Side::server) apply_mask(bytes_.data() + at_, size, key_);
  if (is_control(opcode_)) {
    events_.push_back({opcode_, bytes_.substr(at_, size), close_code::none});
  } else {
    if (opcode_ != Opcode::continuation) message_kind_ = opcode_;
    message_.append(bytes_, at_, size);
  }
  at_ += size;
  in_frame_ = false;
  finish_frame();
}

void FrameReader::finish_frame() {
  if (opcode_ == Opcode::close) return finish_close();
  if (is_control(opcode_) || !final_) return;
  if (*message_kind_ == Opcode::text && !is_utf8(message_)) return fail(close_code::bad_text);
  events_.push_back({*message_kind_, std::move(message_), close_code::none});
  message_.clear();
  message_kind_.reset();
}

void FrameReader::finish_close() {
  Event& event = events_.back();
  if (event.payload.empty()) return;
  if (event.payload.size() == 1) {
    events_.pop_back();
    return fail(close_code::protocol_error);
  }
  const unsigned code =
      static_cast<std::uint8_t>(event.payload[0]) * 256U + static_cast<std::uint8_t>(event.payload[1]);
  event.payload.erase(0, 2);
  const bool good = is_sendable(code) && is_utf8(event.payload);
  event.code = static_cast<std::uint16_t>(code);
  if (good) return;
  events_.pop_back();
  fail(close_code::protocol_error);
}

std::optional<FrameReader::Event> FrameReader::poll() {
  if (events_.empty()) return {};
  Event event = std::move(events_.front());
  events_.pop_front();
  return event;
}
}  // namespace holdfast::http
