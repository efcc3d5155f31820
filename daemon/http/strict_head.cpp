#include "http/strict_head.h"

#include <algorithm>
#include <array>

#include "http/head_fields.h"

namespace holdfast::http {
namespace {
Method method_of(std::string_view text) {
  constexpr std::array known{Method::get,   Method::head,    Method::post,   Method::put,
                             Method::patch, Method::delete_, Method::options};
  for (const Method method : known)
    if (text == to_string(method)) return method;
  return Method::other;
}

/// The other registered HTTP methods (IANA "HTTP Method Registry"). A name from elsewhere, RTSP say, is not HTTP.
bool is_registered(std::string_view text) {
  constexpr std::array<std::string_view, 33> names{"ACL",
                                                   "BASELINE-CONTROL",
                                                   "BIND",
                                                   "CHECKIN",
                                                   "CHECKOUT",
                                                   "CONNECT",
                                                   "COPY",
                                                   "LABEL",
                                                   "LINK",
                                                   "LOCK",
                                                   "MERGE",
                                                   "MKACTIVITY",
                                                   "MKCALENDAR",
                                                   "MKCOL",
                                                   "MKREDIRECTREF",
                                                   "MKWORKSPACE",
                                                   "MOVE",
                                                   "ORDERPATCH",
                                                   "PROPFIND",
                                                   "PROPPATCH",
                                                   "QUERY",
                                                   "REBIND",
                                                   "REPORT",
                                                   "SEARCH",
                                                   "TRACE",
                                                   "UNBIND",
                                                   "UNCHECKOUT",
                                                   "UNLINK",
                                                   "UNLOCK",
                                                   "UPDATE",
                                                   "UPDATEREDIRECTREF",
                                                   "VERSION-CONTROL",
                                                   "SUBSCRIBE"};
  return std::find(names.begin(), names.end(), text) != names.end();
}

std::string_view parse_version(std::string_view text, std::uint8_t& minor) {
  if (text != "HTTP/1.1" && text != "HTTP/1.0") return "the version is not HTTP/1.0 or HTTP/1.1";
  minor = text.back() == '1' ? 1 : 0;
  return {};
}

std::string_view parse_request_line(std::string_view line, RequestHead& head) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return "the request line has no target";
  const std::string_view method = line.substr(0, space);
  line.remove_prefix(space + 1);
  const std::size_t second = line.find(' ');
  if (second == std::string_view::npos) return "the request line has no version";
  const std::string_view target = line.substr(0, second);
  head.method = method_of(method);
  if (head.method == Method::other) {
    if (!is_registered(method)) return "no such method";
    head.method_text = method;
  }
  if (target.empty() || !all(target, target_char)) return "the target has a character that is not visible ASCII";
  const bool form =
      target.front() == '/' || target == "*" || target.find("://") != std::string_view::npos || method == "CONNECT";
  if (!form) return "the target is neither a path nor a URL";
  head.target = target;
  return parse_version(line.substr(second + 1), head.minor_version);
}

std::string_view parse_status_line(std::string_view line, ResponseHead& head) {
  if (line.size() < 12 || line[8] != ' ') return "the status line is cut short";
  if (const std::string_view reason = parse_version(line.substr(0, 8), head.minor_version); !reason.empty())
    return reason;
  for (const char c : line.substr(9, 3)) {
    if (c < '0' || c > '9') return "the status is not three digits";
    head.status = head.status * 10 + (c - '0');
  }
  if (head.status < 100) return "the status is not three digits";
  if (line.size() > 12 && line[12] != ' ') return "the status is not three digits";
  const std::string_view phrase = line.size() > 13 ? line.substr(13) : std::string_view{};
  if (!all(phrase, value_char)) return "the reason phrase has a control character";
  head.reason = phrase;
  return {};
}

/// The start line, or why there is none yet. `take` parses it.
template <class Take>
HeadStep parse_start(Lines& lines, const HeadRules& rules, Take take) {
  lines.skip_empty_lines();
  const std::string_view rest = lines.rest();
  if (!rest.empty() && rest.front() != '\r' && !is(rest.front(), token)) return refused("this is not HTTP");
  std::string_view line;
  switch (lines.take(line)) {
    case Lines::Next::bad:
      return refused("a line does not end in CRLF alone");
    case Lines::Next::partial:
      return {rest.size() > rules.target_bytes ? HeadOutcome::target_too_long : HeadOutcome::incomplete, 0, {}};
    case Lines::Next::line:
      break;
  }
  if (line.size() > rules.target_bytes) return {HeadOutcome::target_too_long, 0, {}};
  if (const std::string_view reason = take(line); !reason.empty()) return refused(reason);
  return {HeadOutcome::complete, 0, {}};
}
}  // namespace

HeadStep parse_request_head(std::string_view bytes, const HeadRules& rules, RequestHead& head) {
  head = RequestHead{};
  head.headers.reserve(16, std::min<std::size_t>(bytes.size(), 1024));
  Lines lines{bytes};
  const HeadStep start =
      parse_start(lines, rules, [&head](std::string_view line) { return parse_request_line(line, head); });
  if (start.outcome != HeadOutcome::complete) return start;
  Seen seen;
  const HeadStep fields = parse_fields(lines, rules, head.headers, seen);
  if (fields.outcome == HeadOutcome::incomplete || fields.outcome == HeadOutcome::complete) {
    if (seen.transfer_encoding && seen.length) return refused("Content-Length beside Transfer-Encoding");
    if (seen.transfer_encoding && head.minor_version == 0) return refused("Transfer-Encoding in HTTP/1.0");
  }
  if (fields.outcome != HeadOutcome::complete) return fields;
  if (seen.transfer_encoding && !seen.last_is_chunked) return refused("Transfer-Encoding does not end in chunked");
  if (rules.host_required && seen.hosts == 0 && head.minor_version == 1) return refused("Host is missing");
  if (seen.transfer_encoding)
    head.body = {Framing::chunked, 0, seen.other_coding};
  else if (seen.length && *seen.length > 0)
    head.body = {Framing::length, *seen.length, false};
  head.keep_alive = head.minor_version == 1 && !seen.close;
  head.expects_continue = seen.expects_continue && head.minor_version == 1 && head.body.framing != Framing::none;
  return fields;
}

HeadStep parse_response_head(std::string_view bytes, const HeadRules& rules, bool answers_head, ResponseHead& head) {
  head = ResponseHead{};
  Lines lines{bytes};
  const HeadStep start =
      parse_start(lines, rules, [&head](std::string_view line) { return parse_status_line(line, head); });
  if (start.outcome != HeadOutcome::complete) return start;
  Seen seen;
  const HeadStep fields = parse_fields(lines, rules, head.headers, seen);
  if (fields.outcome != HeadOutcome::complete) return fields;
  if (seen.transfer_encoding && seen.length) return refused("Content-Length beside Transfer-Encoding");
  const bool bodiless = answers_head || head.status < 200 || head.status == 204 || head.status == 304;
  if (bodiless)
    head.body = {};
  else if (seen.transfer_encoding)
    head.body = {seen.last_is_chunked ? Framing::chunked : Framing::until_close, 0, seen.other_coding};
  else if (seen.length)
    head.body = {*seen.length > 0 ? Framing::length : Framing::none, *seen.length, false};
  else
    head.body = {Framing::until_close, 0, false};
  head.keep_alive =
      head.body.framing != Framing::until_close && !seen.close && (head.minor_version == 1 || seen.keep_alive);
  return fields;
}
}  // namespace holdfast::http
