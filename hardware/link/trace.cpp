#include "link/trace.h"

#include <charconv>

namespace holdfast::link {
namespace {
Result<std::uint8_t> byte_of(std::string_view text, std::size_t line) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (text.size() != 2 || error != std::errc{} || end != text.data() + 2)
    return refuse(ErrorCode::invalid_argument,
                  "trace line " + std::to_string(line) + ": `" + std::string{text} + "` is no byte");
  return static_cast<std::uint8_t>(value);
}

Result<Exchange> exchange_of(std::string_view text, std::size_t line) {
  const auto wrong = [&] {
    return refuse(ErrorCode::invalid_argument, "trace line " + std::to_string(line) + " is not `time > hex bytes`");
  };
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || space + 1 >= text.size()) return wrong();
  const auto at = parse_rfc3339(text.substr(0, space));
  const char direction = text[space + 1];
  if (!at || (direction != '>' && direction != '<')) return wrong();
  Exchange out{*at, direction == '>' ? Direction::to_device : Direction::from_device, {}};
  std::string_view rest = text.substr(space + 2);
  while (!rest.empty()) {
    if (rest.front() != ' ') return wrong();
    rest.remove_prefix(1);
    out.bytes.push_back(TRY(byte_of(rest.substr(0, 2), line)));
    rest.remove_prefix(2);
  }
  return out;
}
}  // namespace

void Trace::set(Recording recording) {
  recording_ = recording;
  if (recording == Recording::on) return;
  exchanges_.clear();
  bytes_ = 0;
}

void Trace::record(Instant at, Direction direction, std::span<const std::uint8_t> bytes) {
  if (bytes.empty() || recording_ == Recording::off) return;
  if (bytes.size() > most_bytes_) bytes = bytes.last(most_bytes_);
  exchanges_.push_back({at, direction, {bytes.begin(), bytes.end()}});
  bytes_ += bytes.size();
  while (bytes_ > most_bytes_) {
    bytes_ -= exchanges_.front().bytes.size();
    exchanges_.pop_front();
  }
}

std::string to_text(const std::deque<Exchange>& exchanges) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const Exchange& exchange : exchanges) {
    append_rfc3339(out, exchange.at);
    out += exchange.direction == Direction::to_device ? " >" : " <";
    for (const std::uint8_t byte : exchange.bytes) {
      out += ' ';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
    out += '\n';
  }
  return out;
}

Result<std::deque<Exchange>> parse_trace(std::string_view text) {
  std::deque<Exchange> out;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
    if (row.empty() || row.front() == '#') continue;
    out.push_back(TRY(exchange_of(row, line)));
  }
  return out;
}
}  // namespace holdfast::link
