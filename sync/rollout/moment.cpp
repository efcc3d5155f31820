#include "rollout/moment.h"

#include <algorithm>

#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::rollout {
namespace {
constexpr std::int64_t minute_us = 60'000'000, day_minutes = 24 * 60;
constexpr std::size_t most_peers = 16;

/// 1970-01-01 was a Thursday, the fourth day from Monday.
std::size_t weekday(std::int64_t day) { return static_cast<std::size_t>(((day + 3) % 7 + 7) % 7); }

std::string clock_text(int minute) {
  const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return two(minute / 60) + ":" + two(minute % 60);
}
int read_clock(JsonFields& fields, std::string_view name, int otherwise) {
  const auto text = fields.maybe_text(name, 5);
  if (!text) return otherwise;
  const auto digit = [&](std::size_t at) { return (*text)[at] >= '0' && (*text)[at] <= '9' ? (*text)[at] - '0' : 100; };
  if (text->size() == 5 && (*text)[2] == ':') {
    const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    if (hour < 24 && minute < 60) return hour * 60 + minute;
  }
  fields.complain(name, "is a time of the day such as 02:30");
  return otherwise;
}

/// Minutes until the window opens, 0 while it is open; nothing when it never does.
std::optional<std::int64_t> minutes_until(const UpdatePolicy& policy, std::int64_t local_minute) {
  const std::int64_t today = local_minute / day_minutes;
  const std::int64_t length = policy.from_minute == policy.to_minute
                                  ? day_minutes
                                  : (policy.to_minute - policy.from_minute + day_minutes) % day_minutes;
  for (std::int64_t day = today - 1; day <= today + 7; ++day) {
    if (!policy.days[weekday(day)]) continue;
    const std::int64_t opens = day * day_minutes + policy.from_minute;
    if (local_minute < opens) return opens - local_minute;
    if (local_minute < opens + length) return 0;
  }
  return std::nullopt;
}
}  // namespace

UpdatePolicy read_policy(const Json& document, std::vector<FieldError>& errors) {
  JsonFields fields{document, errors};
  UpdatePolicy policy;
  policy.automatic = fields.flag("automatic", policy.automatic);
  policy.days.fill(false);
  bool any = false;
  for (const Json& day : fields.array("days", false, 7)) {
    any = true;
    if (const auto number = day.integer(); number && *number >= 1 && *number <= 7)
      policy.days[static_cast<std::size_t>(*number - 1)] = true;
    else
      fields.complain("days", "are numbers from 1, Monday, to 7, Sunday");
  }
  if (!any && document.find("days") == nullptr) policy.days.fill(true);
  policy.from_minute = read_clock(fields, "from", policy.from_minute);
  policy.to_minute = read_clock(fields, "to", policy.to_minute);
  policy.after_close = fields.flag("afterClose", policy.after_close);
  policy.needs_no_shift = fields.flag("needsNoOpenShift", policy.needs_no_shift);
  policy.bytes_per_second = fields.maybe_integer("bytesPerSecond", 0, INT64_C(1) << 40).value_or(0);
  policy.shares = fields.flag("shares", policy.shares);
  for (const Json& peer : fields.array("peers", false, most_peers)) {
    if (!peer.text().starts_with("http://") && !peer.text().starts_with("https://"))
      fields.complain("peers", "are addresses such as https://10.0.0.5:8443");
    policy.peers.push_back(peer.text());
  }
  fields.finish();
  return policy;
}

std::string policy_text(const UpdatePolicy& policy) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("automatic", policy.automatic).key("days").begin_array();
  for (std::size_t day = 0; day < policy.days.size(); ++day)
    if (policy.days[day]) json.value(static_cast<std::int64_t>(day + 1));
  json.end_array()
      .member("from", clock_text(policy.from_minute))
      .member("to", clock_text(policy.to_minute))
      .member("afterClose", policy.after_close)
      .member("needsNoOpenShift", policy.needs_no_shift)
      .member("bytesPerSecond", policy.bytes_per_second)
      .member("shares", policy.shares)
      .key("peers")
      .begin_array();
  for (const std::string& peer : policy.peers) json.value(peer);
  json.end_array().end_object();
  return text;
}

Moment moment(const UpdatePolicy& policy, const ShopState& shop, Instant now, int utc_offset_min, bool forced) {
  if (shop.paying) return {false, "payment", {}};
  if (forced) return {true, "", {}};
  if (shop.busy) return {false, "cart", {}};
  if (policy.needs_no_shift && shop.open_shift) return {false, "shift", {}};
  if (policy.after_close && shop.closed_lately && !shop.open_shift) return {true, "", {}};
  const std::int64_t local = now.unix_us() / minute_us + utc_offset_min;
  const auto minutes = minutes_until(policy, local);
  if (minutes == 0) return {true, "", {}};
  Moment out{false, "window", {}};
  if (minutes) out.opens_at = Instant{(now.unix_us() / minute_us + *minutes) * minute_us};
  return out;
}
}  // namespace holdfast::rollout
