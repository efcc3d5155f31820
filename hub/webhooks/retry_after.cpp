#include "webhooks/retry_after.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace holdfast::webhooks {
namespace {
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::size_t date_length = 29;
}  // namespace

std::optional<Instant> parse_http_date(std::string_view text) {
  if (text.size() != date_length || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
  const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
  if (month == months.end() || text[7] != ' ' || text[11] != ' ' || text[16] != ' ') return std::nullopt;
  std::string number = std::to_string(month - months.begin() + 1);
  if (number.size() < 2) number.insert(0, 1, '0');
  const std::string day{text.substr(5, 2)}, year{text.substr(12, 4)}, time{text.substr(17, 8)};
  return parse_rfc3339(year + "-" + number + "-" + day + "T" + time + "Z");
}

std::optional<std::int64_t> retry_after_s(std::string_view text, std::string_view date) {
  std::int64_t seconds = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (!text.empty() && failed == std::errc{} && end == text.data() + text.size() && seconds >= 0) return seconds;
  const auto until = parse_http_date(text);
  const auto from = parse_http_date(date);
  if (!until || !from) return std::nullopt;
  return std::max<std::int64_t>(0, (until->unix_us() - from->unix_us()) / 1'000'000);
}
}  // namespace holdfast::webhooks
