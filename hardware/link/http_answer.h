#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace holdfast::link {
/// Reads one answer of HTTP/1.1 (RFC 9112) as its bytes come: its status and its body, nothing else of it. For devices
/// that speak HTTP; interim answers (1xx) are passed over. Hostile input: bounded, and never more lenient than it must
/// be.
class HttpAnswerReader {
 public:
  static constexpr std::size_t most_head = 16U * 1024;
  explicit HttpAnswerReader(std::size_t most_body) : most_body_{most_body} {}
  /// Refuses what is no answer or is too large; nothing may be fed after a refusal.
  Result<> feed(std::string_view bytes);
  /// The other side ended the connection in order: ends an answer that is as long as the connection.
  Result<> end();
  bool complete() const { return state_ == State::complete; }
  int status() const { return status_; }
  const std::string& body() const { return body_; }

 private:
  enum class State { head, body_of_length, body_to_the_end, chunk_size, chunk, chunk_end, trailer, complete };
  Result<bool> step();
  Result<bool> read_head();
  Result<> take_fields(std::string_view fields);
  std::optional<std::string> line();
  Result<bool> take(State next);
  std::size_t most_body_;
  State state_ = State::head;
  std::string pending_;
  std::string body_;
  std::size_t left_ = 0;        // of the body, or of the chunk
  std::size_t head_bytes_ = 0;  // of chunk sizes and trailers
  int status_ = 0;
  std::optional<std::size_t> length_;
  bool chunked_ = false;
};
}  // namespace holdfast::link
