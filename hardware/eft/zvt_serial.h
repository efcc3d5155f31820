#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace holdfast::eft {
/// CRC-16 reflected 8408, start 0, no final xor (hardware reference 8.1).
std::uint16_t crc_kermit(std::string_view bytes);
/// `10 02` APDU with each 10 doubled, `10 03`, CRC low, CRC high.
std::string encode_block(std::string_view apdu);
/// The APDU of exactly one block; empty for anything else.
std::optional<std::string> decode_block(std::string_view bytes);

/// The serial transport of ZVT, either side: blocks are confirmed by 06 or refused by 15; no answer in T2 (5 s) or a 15
/// repeats the block, at most twice, then the link has failed. A block that starts and stops arriving for T1 (200 ms)
/// is refused. Both sides take turns, so a valid block that comes instead of our 06 confirms ours as well: repeating a
/// payment command because one byte was lost would be worse than trusting that.
class SerialLink {
 public:
  static constexpr std::int64_t t1_us = 200'000;
  static constexpr std::int64_t t2_us = 5'000'000;
  static constexpr int max_repeats = 2;
  static constexpr std::size_t max_block = 70'000;

  void send(std::string apdu, Instant now);
  void on_bytes(std::string_view bytes, Instant now);
  void on_time(Instant now);
  std::optional<std::string> poll_bytes();  ///< to write to the line
  std::optional<std::string> poll_apdu();   ///< a whole APDU that was received and confirmed
  std::optional<Instant> deadline() const;
  bool failed() const { return failed_; }
  void clear();

 private:
  enum class Reading { outside, after_dle, inside, inside_dle, crc_low, crc_high };
  void on_byte(std::uint8_t byte, Instant now);
  void refuse();
  void confirmed(Instant now);
  void write_next(Instant now);
  void repeat(Instant now);

  Reading reading_ = Reading::outside;
  std::string block_;
  std::uint16_t crc_ = 0;
  std::optional<Instant> byte_deadline_;

  std::deque<std::string> waiting_;  // the front one is on the line while awaiting_
  bool awaiting_ = false;
  int repeats_ = 0;
  bool failed_ = false;
  std::optional<Instant> answer_deadline_;

  std::deque<std::string> out_;
  std::deque<std::string> in_;
};
}  // namespace holdfast::eft
