#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "escpos/command_extent.h"

namespace holdfast::escpos {
/// One piece of a print job: a command with all its data, a run of text, or a single control byte.
struct Unit {
  enum class Kind {
    text,     ///< bytes from 20h up
    control,  ///< one byte below 20h: line feed, tab, …
    command,
    unknown,    ///< two bytes that no rule knows
    oversized,  ///< a command above the limit: `bytes` are its first ones, `size` counts all
    cut_off,    ///< the stream ended inside a command
  };
  Kind kind = Kind::text;
  std::string bytes;
  std::size_t size = 0;
  friend bool operator==(const Unit&, const Unit&) = default;
};

/// Splits ESC/POS bytes into commands of exact length (hardware reference 1.3), for the emulator, for whoever looks at
/// a spooled job, and for tests. Takes the bytes in pieces of any size and gives the same units however they were cut.
/// It holds `limit` bytes at most; what is longer is skipped and reported. It does not know what a command means, and
/// it does not pick out the real-time commands inside other commands' data: see RealtimeScanner.
class CommandStream {
 public:
  static constexpr std::size_t default_limit = 4 * 1024 * 1024;
  explicit CommandStream(Listener listener, std::size_t limit = default_limit);

  void feed(std::string_view bytes);
  /// The next unit that is surely complete. Text waits for what follows it; drain before feeding more.
  std::optional<Unit> next();
  /// What is left at the end of a job, one unit a call: text, or a command that is cut off.
  std::optional<Unit> finish();
  /// Bytes in units that no rule knows, and of oversized commands.
  std::uint64_t skipped() const { return skipped_; }

 private:
  Unit take(Unit::Kind kind, std::size_t size);
  std::optional<Unit> text();
  std::optional<Unit> oversized(std::size_t size);
  void compact();

  Listener listener_;
  std::size_t limit_;
  std::string bytes_;
  std::size_t at_ = 0;         ///< what lies before it is taken
  std::size_t text_seen_ = 0;  ///< bytes from at_ known to be text
  std::size_t needed_ = 1;     ///< bytes from at_ without which asking again is idle
  std::size_t skip_ = 0;       ///< bytes of an oversized command still to come
  std::uint64_t skipped_ = 0;
};
}  // namespace holdfast::escpos
