#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "link/address.h"

namespace holdfast::link {
struct HttpsRequest {
  std::string body;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> fields = {};  ///< besides: an API key
};
struct HttpsAnswer {
  enum class State {
    answered,  ///< `status` and `body`, complete
    not_sent,  ///< nothing of the request has left, nor will: no effect
    lost,      ///< it may have arrived, and may have had its effect
  };
  State state = State::not_sent;
  int status = 0;
  std::string body = {};
  std::string why = {};  ///< of the two others: `timed out`, `cancelled`, or words of the system or of TLS
  std::string certificate_sha256 = {};  ///< of whom we spoke with, for a person to compare; empty before the handshake
};

/// One POST on a connection of its own, and the handle to end it. I/O thread only; used once.
class HttpsExchange : public std::enable_shared_from_this<HttpsExchange> {
 public:
  using Limit = std::chrono::milliseconds;
  static constexpr std::size_t most_answer = 1024U * 1024;
  static std::shared_ptr<HttpsExchange> make(boost::asio::any_io_executor executor, HttpsAddress address);
  virtual ~HttpsExchange() = default;
  /// Connects, checks who it is before a byte of the request leaves, posts, reads the answer; all within `limit`. Never
  /// throws for anything on the line. Keeps itself alive.
  virtual boost::asio::awaitable<HttpsAnswer> post(HttpsRequest request, Limit limit) = 0;
  /// Breaks the connection off at once (RST), so that what has not left does not leave later; post() then ends with
  /// not_sent or lost. May be called at any time, also before and after post().
  virtual void cancel() = 0;
};
}  // namespace holdfast::link
