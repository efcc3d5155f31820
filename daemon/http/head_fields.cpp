#include "http/head_fields.h"

#include <algorithm>
#include <array>

namespace holdfast::http {
namespace {
constexpr std::array<std::uint8_t, 256> classes = [] {
  std::array<std::uint8_t, 256> table{};
  const auto mark = [&table](std::string_view chars, int with) {
    for (const char c : chars) {
      auto& entry = table[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | with);
    }
  };
  for (std::size_t c = 0; c < 256; ++c) {
    const bool alnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    int entry = alnum ? token | host_char : 0;
    if (c == '\t' || (c >= 0x20 && c != 0x7f)) entry |= value_char;
    if (c > 0x20 && c < 0x7f) entry |= target_char;
    table[c] = static_cast<std::uint8_t>(entry);
  }
  mark("!#$%&'*+-.^_`|~", token);
  mark("-._~!$&'()*+;=:[]%", host_char);
  return table;
}();
std::string_view note_length(std::string_view value, Seen& seen) {
  if (seen.length) return "Content-Length is repeated";
  if (value.empty()) return "Content-Length is empty";
  std::uint64_t length = 0;
  for (const char c : value) {
    if (c < '0' || c > '9') return "Content-Length is not a number";
    if (length > (std::uint64_t{1} << 59)) return "Content-Length is too large to be true";
    length = length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  seen.length = length;
  return {};
}

template <class Visit>
void for_each_item(std::string_view list, Visit visit) {
  for (;;) {
    const std::size_t comma = list.find(',');
    std::string_view item = list.substr(0, comma);
    while (!item.empty() && (item.front() == ' ' || item.front() == '\t')) item.remove_prefix(1);
    while (!item.empty() && (item.back() == ' ' || item.back() == '\t')) item.remove_suffix(1);
    visit(item);
    if (comma == std::string_view::npos) return;
    list.remove_prefix(comma + 1);
  }
}

std::string_view note_codings(std::string_view value, Seen& seen) {
  seen.transfer_encoding = true;
  std::string_view reason;
  for_each_item(value, [&](std::string_view coding) {
    if (coding.empty() || !all(coding, token))
      reason = "Transfer-Encoding is not a list of codings";
    else if (seen.last_is_chunked && equal_ignoring_case(coding, "chunked"))
      reason = "chunked is applied twice";
    if (seen.last_is_chunked) seen.other_coding = true;
    seen.last_is_chunked = equal_ignoring_case(coding, "chunked");
    if (!seen.last_is_chunked) seen.other_coding = true;
  });
  return reason;
}

std::string_view note(const FieldLine& field, Seen& seen) {
  switch (field.name.size()) {  // most fields are told apart by their length alone
    case 4:
      if (!equal_ignoring_case(field.name, "host")) return {};
      if (++seen.hosts > 1) return "Host is repeated";
      return all(field.value, host_char) ? std::string_view{} : "Host has a character no host has";
    case 6:
      if (equal_ignoring_case(field.name, "expect"))
        seen.expects_continue = equal_ignoring_case(field.value, "100-continue");
      return {};
    case 10:
      if (equal_ignoring_case(field.name, "connection"))
        for_each_item(field.value, [&seen](std::string_view option) {
          if (equal_ignoring_case(option, "close")) seen.close = true;
          if (equal_ignoring_case(option, "keep-alive")) seen.keep_alive = true;
        });
      return {};
    case 14:
      return equal_ignoring_case(field.name, "content-length") ? note_length(field.value, seen) : std::string_view{};
    case 17:
      return equal_ignoring_case(field.name, "transfer-encoding") ? note_codings(field.value, seen)
                                                                  : std::string_view{};
    default:
      return {};
  }
}
}  // namespace

bool is(char c, CharClass which) { return (classes[static_cast<unsigned char>(c)] & which) != 0; }
bool all(std::string_view text, CharClass which) {
  return std::all_of(text.begin(), text.end(), [which](char c) { return is(c, which); });
}

HeadStep parse_fields(Lines& lines, const HeadRules& rules, Headers& headers, Seen& seen) {
  for (;;) {
    std::string_view line;
    switch (lines.take(line)) {
      case Lines::Next::bad:
        return refused("a line does not end in CRLF alone");
      case Lines::Next::partial:
        return {
            lines.at() + lines.rest().size() > rules.header_bytes ? HeadOutcome::too_large : HeadOutcome::incomplete,
            0,
            {}};
      case Lines::Next::line:
        break;
    }
    if (lines.at() > rules.header_bytes) return {HeadOutcome::too_large, 0, {}};
    if (line.empty()) return {HeadOutcome::complete, lines.at(), {}};
    const FieldLine field = parse_field_line(line);
    if (!field.reason.empty()) return refused(field.reason);
    if (headers.size() == rules.header_fields) return {HeadOutcome::too_large, 0, {}};
    if (const std::string_view reason = note(field, seen); !reason.empty()) return refused(reason);
    headers.add(field.name, field.value);
  }
}

bool is_token_char(char c) { return is(c, token); }

FieldLine parse_field_line(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') return {{}, {}, "a header line is folded"};
  std::size_t colon = 0;
  while (colon < line.size() && is(line[colon], token)) ++colon;
  if (colon == 0 || colon == line.size() || line[colon] != ':')
    return {{}, {}, "a header name is not a token before a colon"};
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
  if (!all(value, value_char)) return {{}, {}, "a header value has a control character"};
  return {line.substr(0, colon), value, {}};
}
}  // namespace holdfast::http
