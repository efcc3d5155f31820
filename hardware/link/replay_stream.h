#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <deque>
#include <memory>

#include "link/byte_stream.h"
#include "link/trace.h"

namespace holdfast::link {
/// A device made of a recorded trace, so that what went wrong in the field becomes a test: it says what the device
/// said, each piece once everything we had sent before it was sent again. As fast as it goes; the trace's times are not
/// kept.
class ReplayStream final : public ByteStream {
 public:
  enum class Compare {
    every_byte,  ///< a write that differs from the trace fails, and `difference()` says where
    amounts,     ///< any bytes stand for the recorded ones (a counter or an amount is another today)
  };
  ReplayStream(const boost::asio::any_io_executor& executor, std::deque<Exchange> exchanges,
               Compare compare = Compare::every_byte);
  ~ReplayStream() override;
  boost::asio::awaitable<Outcome> read(std::span<std::uint8_t> into, Limit limit) override;
  boost::asio::awaitable<Outcome> write(std::span<const std::uint8_t> bytes, Limit limit) override;
  void close() override;

  /// Everything has been said on both sides.
  bool finished() const;
  /// Where the first write differed: `exchange 3, byte 2: 1b, recorded 1d`; empty: none has.
  const std::string& difference() const;

 private:
  struct Play;
  std::shared_ptr<Play> play_;
};
}  // namespace holdfast::link
