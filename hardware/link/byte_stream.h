#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "link/address.h"

namespace holdfast::link {
/// How a wait on a device ended. A limit that was reached is a state, not an exception.
struct Outcome {
  enum class State {
    done,
    timed_out,
    closed,  ///< the other side hung up, or the port is gone
    failed,
  };
  State state = State::done;
  std::size_t bytes = 0;  ///< read or written, also where the rest was not
  std::string why;        ///< of a failure, in words of the operating system
  explicit operator bool() const { return state == State::done; }
};

/// An open connection to one device. One owner, one reader and one writer at a time; I/O thread only.
class ByteStream {
 public:
  using Limit = std::chrono::milliseconds;
  virtual ~ByteStream() = default;
  /// At least one byte, or why not within `limit`.
  virtual boost::asio::awaitable<Outcome> read(std::span<std::uint8_t> into, Limit limit) = 0;
  /// All of it; `limit` is for each piece that the device takes, so a slow printer is no failure while it moves.
  virtual boost::asio::awaitable<Outcome> write(std::span<const std::uint8_t> bytes, Limit limit) = 0;
  virtual void close() = 0;
  /// Closes it so that what has not left yet never leaves (TCP: RST; serial: the queue is emptied).
  virtual void drop() { close(); }
};

struct Opened {
  std::unique_ptr<ByteStream> stream;  ///< null: not open
  Outcome outcome;
};
/// Connects, or opens and sets the port. A pseudo-terminal takes what it can of the line's settings; a real port must take
/// them all.
boost::asio::awaitable<Opened> open(const Address& address, ByteStream::Limit limit);
}  // namespace holdfast::link
