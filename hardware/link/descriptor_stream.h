#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <memory>

#include "link/byte_stream.h"

namespace holdfast::link {
/// A stream over an open non-blocking descriptor (socket, serial port, pseudo-terminal), which it closes.
std::unique_ptr<ByteStream> stream_of(const boost::asio::any_io_executor& executor, int descriptor);
/// How an operation of Asio's ended.
Outcome outcome_of(const boost::system::error_code& code, std::size_t bytes, bool time_is_up);
}  // namespace holdfast::link
