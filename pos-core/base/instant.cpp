#include "base/instant.h"

#include <chrono>

namespace holdfast {
namespace {
void put(std::string& out, std::int64_t value, int digits) {
  char text[20];
  for (int i = digits - 1; i >= 0; --i) {
    text[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  out.append(text, static_cast<std::size_t>(digits));
}
struct Parts {
  int year, month, day;
  std::int64_t us_of_day;
};
Parts parts(Instant at, int offset_minutes) {
  using namespace std::chrono;
  const auto local = microseconds{at.unix_us() + std::int64_t{offset_minutes} * 60'000'000};
  const auto day = floor<days>(local);
  const year_month_day ymd{sys_days{day}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day())), (local - day).count()};
}
/// Reads exactly `digits` digits at `at` and moves on.
std::optional<int> number(std::string_view text, std::size_t& at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = text[at + i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  at += digits;
  return value;
}
bool skip(std::string_view text, std::size_t& at, char wanted) {
  if (at >= text.size() || text[at] != wanted) return false;
  ++at;
  return true;
}
std::optional<std::int64_t> days_at(std::string_view text, std::size_t& at) {
  const auto year = number(text, at, 4);
  if (!year || !skip(text, at, '-')) return std::nullopt;
  const auto month = number(text, at, 2);
  if (!month || !skip(text, at, '-')) return std::nullopt;
  const auto day = number(text, at, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                        std::chrono::day{static_cast<unsigned>(*day)}};
  if (!ymd.ok()) return std::nullopt;
  return std::chrono::sys_days{ymd}.time_since_epoch().count();
}
}  // namespace

void append_rfc3339(std::string& out, Instant at, int offset_minutes) {
  const Parts p = parts(at, offset_minutes);
  put(out, p.year, 4);
  out += '-';
  put(out, p.month, 2);
  out += '-';
  put(out, p.day, 2);
  out += 'T';
  const std::int64_t ms = p.us_of_day / 1000;
  put(out, ms / 3'600'000, 2);
  out += ':';
  put(out, ms / 60'000 % 60, 2);
  out += ':';
  put(out, ms / 1000 % 60, 2);
  out += '.';
  put(out, ms % 1000, 3);
  if (offset_minutes == 0) {
    out += 'Z';
    return;
  }
  out += offset_minutes < 0 ? '-' : '+';
  const int minutes = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  put(out, minutes / 60, 2);
  out += ':';
  put(out, minutes % 60, 2);
}

std::string to_rfc3339(Instant at, int offset_minutes) {
  std::string out;
  append_rfc3339(out, at, offset_minutes);
  return out;
}

std::string to_date(Instant at, int offset_minutes) {
  const Parts p = parts(at, offset_minutes);
  std::string out;
  put(out, p.year, 4);
  out += '-';
  put(out, p.month, 2);
  out += '-';
  put(out, p.day, 2);
  return out;
}

std::optional<Instant> parse_date(std::string_view text) {
  std::size_t at = 0;
  const auto days = days_at(text, at);
  if (!days || at != text.size()) return std::nullopt;
  return Instant{*days * seconds_per_day * 1'000'000};
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  std::size_t at = 0;
  const auto days = days_at(text, at);
  if (!days || at >= text.size() || (text[at] != 'T' && text[at] != 't' && text[at] != ' ')) return std::nullopt;
  ++at;
  const auto hour = number(text, at, 2);
  if (!hour || *hour > 23 || !skip(text, at, ':')) return std::nullopt;
  const auto minute = number(text, at, 2);
  if (!minute || *minute > 59 || !skip(text, at, ':')) return std::nullopt;
  auto second = number(text, at, 2);
  if (!second || *second > 60) return std::nullopt;
  if (*second == 60) second = 59;
  std::int64_t fraction = 0;
  if (skip(text, at, '.')) {
    std::int64_t unit = 100'000;
    std::size_t digits = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++digits) {
      fraction += unit * (text[at] - '0');
      unit /= 10;
    }
    if (digits == 0) return std::nullopt;
  }
  std::int64_t offset = 0;
  if (at < text.size() && (text[at] == 'Z' || text[at] == 'z')) {
    ++at;
  } else {
    if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return std::nullopt;
    const int sign = text[at++] == '-' ? -1 : 1;
    const auto hours = number(text, at, 2);
    if (!hours || *hours > 23 || !skip(text, at, ':')) return std::nullopt;
    const auto minutes = number(text, at, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    offset = sign * (*hours * 60 + *minutes);
  }
  if (at != text.size()) return std::nullopt;
  const std::int64_t seconds = *days * seconds_per_day + *hour * 3600 + *minute * 60 + *second - offset * 60;
  return Instant{seconds * 1'000'000 + fraction};
}
}  // namespace holdfast
