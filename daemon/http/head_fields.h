#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "http/strict_head.h"

namespace holdfast::http {
// What the request's and the response's head have in common, for strict_head.cpp alone.

enum CharClass : std::uint8_t { token = 1, value_char = 2, target_char = 4, host_char = 8 };
bool is(char c, CharClass which);
bool all(std::string_view text, CharClass which);

/// Takes lines off the bytes; a line ends in CRLF and has no other CR or LF.
class Lines {
 public:
  enum class Next { line, partial, bad };
  explicit Lines(std::string_view bytes) : bytes_{bytes} {}
  Next take(std::string_view& line) {
    const std::string_view rest = bytes_.substr(at_);
    const std::size_t lf = rest.find('\n');
    const std::string_view upto = rest.substr(0, lf);
    const std::size_t cr = upto.find('\r');
    if (lf == std::string_view::npos)
      return cr == std::string_view::npos || cr + 1 == upto.size() ? Next::partial : Next::bad;
    if (cr == std::string_view::npos || cr + 1 != lf) return Next::bad;
    line = upto.substr(0, cr);
    at_ += lf + 1;
    return Next::line;
  }
  void skip_empty_lines() {
    // RFC 9112, section 2.2: a few CRLFs before the start line are forgiven.
    for (int i = 0; i < 4 && bytes_.substr(at_, 2) == "\r\n"; ++i) at_ += 2;
  }
  std::size_t at() const { return at_; }
  std::string_view rest() const { return bytes_.substr(at_); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// What of the header decides about the body and the connection, collected field by field.
struct Seen {
  int hosts = 0;
  std::optional<std::uint64_t> length;
  bool transfer_encoding = false, last_is_chunked = false, other_coding = false;
  bool close = false, keep_alive = false, expects_continue = false;
};

inline HeadStep refused(std::string_view reason) { return {HeadOutcome::malformed, 0, reason}; }
/// The field lines up to the empty one.
HeadStep parse_fields(Lines& lines, const HeadRules& rules, Headers& headers, Seen& seen);
}  // namespace holdfast::http
