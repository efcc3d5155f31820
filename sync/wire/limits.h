#pragma once
#include <cstddef>

namespace holdfast::wire {
/// The protocol versions this release speaks; a peer outside of them is told so and keeps its data (design 1.4).
constexpr int protocol_oldest = 1;
constexpr int protocol_newest = 1;

/// What a decoder takes from outside. The defaults are the protocol's; a hub may ask for less in its answers.
struct Limits {
  std::size_t packed_bytes = std::size_t{8} << 20;  ///< of a body as it comes from the line
  std::size_t raw_bytes = std::size_t{8} << 20;     ///< of a body once unpacked: the cap against bombs
  std::size_t line_bytes = std::size_t{1} << 20;    ///< of one event (a site refuses to make a larger one)
  int events = 1000;                                ///< lines of one batch (seed 004 13.3, transactions)
  int page_rows = 2000;                             ///< changes of one feed page
};
}  // namespace holdfast::wire
