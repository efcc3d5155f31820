#pragma once
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace holdfast::link {
enum class Direction { to_device, from_device };

/// One read or write, as it went over the line.
struct Exchange {
  Instant at;
  Direction direction = Direction::to_device;
  std::vector<std::uint8_t> bytes;
  friend bool operator==(const Exchange&, const Exchange&) = default;
};

/// Whether what goes over a line is kept. Off: nothing is, and what was kept is forgotten.
enum class Recording : bool { off, on };

/// The latest bytes of one device, both ways, to be written down in the field and played back in a test. Bounded: the
/// oldest go. Drivers whose bytes can hold card data mask them before they come here.
class Trace {
 public:
  explicit Trace(std::size_t most_bytes = 64U * 1024) : most_bytes_{most_bytes} {}
  void set(Recording recording);
  void record(Instant at, Direction direction, std::span<const std::uint8_t> bytes);
  const std::deque<Exchange>& exchanges() const { return exchanges_; }
  std::size_t bytes() const { return bytes_; }

 private:
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  Recording recording_ = Recording::on;
  std::deque<Exchange> exchanges_;
};

/// A line each: `2026-11-21T10:00:00.000Z > 1b 40 0a` (`>` to the device, `<` from it).
std::string to_text(const std::deque<Exchange>& exchanges);
/// Reads such lines back; empty lines and those that begin with `#` are passed over.
Result<std::deque<Exchange>> parse_trace(std::string_view text);
}  // namespace holdfast::link
