#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::eft {
/// One ZVT message: class and instruction, then data (hardware reference 8.2).
struct Apdu {
  std::uint16_t control = 0;  ///< class in the high byte: 06 01 is 0x0601
  std::string data;           ///< at most 65,535 bytes
  friend bool operator==(const Apdu&, const Apdu&) = default;
};
/// Length as one byte up to FE, else FF and two bytes, low one first.
std::string encode_apdu_length(std::size_t length);
std::string encode_apdu(const Apdu& apdu);

/// What the start of a buffer says about its first message.
struct ApduStart {
  std::optional<std::uint16_t> control;
  std::optional<std::size_t> data_length;
  std::size_t header = 0;  ///< bytes before the data, once data_length is known
  bool complete = false;
};
ApduStart examine_apdu(std::string_view buffer);
/// Exactly one message; empty when bytes are missing or left over.
std::optional<Apdu> decode_apdu(std::string_view bytes);

/// Cuts the byte stream of a TCP link into messages: several may share a read, one may take many. Every length is
/// possible, so nothing is garbage here: a wrong one shows as silence and ends in the session's time-out.
class ApduReader {
 public:
  void feed(std::string_view bytes);
  std::optional<Apdu> next();
  void clear();
  std::size_t pending() const { return buffer_.size() - read_; }

 private:
  std::string buffer_;
  std::size_t read_ = 0;
};

constexpr bool is_positive(std::uint16_t control) { return control == 0x8000 || control == 0x8400; }
constexpr bool is_answer(std::uint16_t control) { return control >> 8 == 0x80 || control >> 8 == 0x84; }
}  // namespace holdfast::eft
