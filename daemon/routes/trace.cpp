#include "routes/trace.h"

#include <algorithm>

#include "base/card_number.h"
#include "base/digest.h"

namespace holdfast::routes {
namespace {
bool is_lower_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}
bool all_zeros(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

/// `00-<32 hex>-<16 hex>-<2 hex>`; later versions may go on behind that.
bool is_traceparent(std::string_view text) {
  constexpr std::size_t length = 55;
  if (text.size() < length || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
  const std::string_view version = text.substr(0, 2), trace = text.substr(3, 32), span = text.substr(36, 16);
  if (!is_lower_hex(version) || version == "ff" || !is_lower_hex(trace) || !is_lower_hex(span) ||
      !is_lower_hex(text.substr(53, 2)))
    return false;
  if (version == "00" ? text.size() != length : text.size() > length && text[length] != '-') return false;
  return !all_zeros(trace) && !all_zeros(span);
}
}  // namespace

bool is_visible_ascii(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

Trace trace_of(const http::Request& request, const Uuid& fresh_id, std::uint64_t fresh_span) {
  constexpr std::size_t longest = 64;
  const std::string_view given = request.header("X-Correlation-Id");
  const std::string_view parent = request.header("traceparent");
  const bool traced = is_traceparent(parent);
  Trace trace;
  if (is_visible_ascii(given, longest) && !holds_card_number(given))
    trace.correlation_id = given;
  else if (traced)
    trace.correlation_id = parent.substr(3, 32);
  else
    append_uuid(trace.correlation_id, fresh_id);
  trace.traceparent.reserve(55);
  trace.traceparent += "00-";
  if (traced)
    trace.traceparent += parent.substr(3, 32);
  else
    trace.traceparent += to_hex(fresh_id.bytes);
  trace.traceparent.append("-").append(to_hex(big_endian(fresh_span | 1))).append("-");
  trace.traceparent += traced ? parent.substr(53, 2) : "00";
  return trace;
}
}  // namespace holdfast::routes
