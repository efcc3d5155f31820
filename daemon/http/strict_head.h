#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.h"

namespace holdfast::http {
/// Parses the head of an HTTP/1.x message (RFC 9112), refusing everything that two parsers could read in two ways: a
/// bare CR or LF, folded lines, a space before the colon, control characters, any repeated or odd Content-Length, a
/// Content-Length beside a Transfer-Encoding, a request's Transfer-Encoding that does not end in chunked, no Host or
/// two. Pure: may be called again with more bytes; an error is found with the line that has it, before the head is
/// complete.
enum class HeadOutcome { incomplete, complete, malformed, target_too_long, too_large };

/// How the body's end is found (RFC 9112, section 6.3).
enum class Framing { none, length, chunked, until_close };

struct HeadRules {
  std::size_t header_bytes = 16 * 1024;
  std::size_t target_bytes = 8 * 1024;
  std::size_t header_fields = 100;
  bool host_required = true;
};

struct HeadStep {
  HeadOutcome outcome = HeadOutcome::incomplete;
  std::size_t consumed = 0;  ///< when complete: bytes of the head, with any empty lines before it
  std::string_view reason;   ///< when refused; a literal
};

struct BodyFraming {
  Framing framing = Framing::none;
  std::uint64_t length = 0;
  bool other_coding = false;  ///< a coding below chunked that nobody here can undo
};

struct RequestHead {
  Method method = Method::other;
  std::string method_text;  ///< only when the method is `other`
  std::string target;
  Headers headers;
  std::uint8_t minor_version = 1;
  BodyFraming body;
  bool keep_alive = true;  ///< HTTP/1.1 without `Connection: close`; HTTP/1.0 always closes
  bool expects_continue = false;
};

struct ResponseHead {
  int status = 0;
  std::string reason;
  Headers headers;
  std::uint8_t minor_version = 1;
  BodyFraming body;
  bool keep_alive = true;
};

HeadStep parse_request_head(std::string_view bytes, const HeadRules& rules, RequestHead& head);
/// `answers_head`: the response to a HEAD request has no body whatever its header says.
HeadStep parse_response_head(std::string_view bytes, const HeadRules& rules, bool answers_head, ResponseHead& head);

/// One field line without its CRLF. Empty reason when it is well-formed.
struct FieldLine {
  std::string_view name, value, reason;
};
FieldLine parse_field_line(std::string_view line);
bool is_token_char(char c);
}  // namespace holdfast::http
