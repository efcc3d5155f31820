#include "rollout/moment.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::rollout;

namespace {
/// 2026-11-23 is a Monday.
Instant at(std::string_view text) { return parse_rfc3339(text).value(); }
}  // namespace

TEST_CASE("a release waits for the window, and is told when that opens", "[rollout]") {
  const UpdatePolicy policy;  // 02:00 to 05:00, every day
  CHECK(moment(policy, {}, at("2026-11-23T03:00:00Z"), 0, false).now);
  CHECK_FALSE(moment(policy, {}, at("2026-11-23T05:00:00Z"), 0, false).now);
  const Moment later = moment(policy, {}, at("2026-11-23T09:30:00Z"), 60, false);
  CHECK(later.waits_for == "window");
  CHECK(later.opens_at == at("2026-11-24T01:00:00Z"));  // the store is an hour ahead
}

TEST_CASE("a window over midnight belongs to the day on which it opens", "[rollout]") {
  UpdatePolicy policy;
  policy.days.fill(false);
  policy.days[0] = true;  // Mondays
  policy.from_minute = 22 * 60;
  policy.to_minute = 4 * 60;
  CHECK(moment(policy, {}, at("2026-11-23T23:00:00Z"), 0, false).now);
  CHECK(moment(policy, {}, at("2026-11-24T03:59:00Z"), 0, false).now);
  CHECK_FALSE(moment(policy, {}, at("2026-11-24T22:30:00Z"), 0, false).now);
  CHECK(moment(policy, {}, at("2026-11-24T22:30:00Z"), 0, false).opens_at == at("2026-11-30T22:00:00Z"));
  policy.days.fill(false);
  CHECK_FALSE(moment(policy, {}, at("2026-11-23T23:00:00Z"), 0, false).opens_at);
}

TEST_CASE("money on its way holds everything up, a person's word the rest", "[rollout]") {
  const UpdatePolicy policy;
  const Instant night = at("2026-11-23T03:00:00Z"), day = at("2026-11-23T12:00:00Z");
  CHECK(moment(policy, {.paying = true}, night, 0, true).waits_for == "payment");
  CHECK(moment(policy, {.busy = true}, night, 0, false).waits_for == "cart");
  CHECK(moment(policy, {.open_shift = true}, night, 0, false).waits_for == "shift");
  CHECK(moment(policy, {.busy = true, .open_shift = true}, day, 0, true).now);
  UpdatePolicy open = policy;
  open.needs_no_shift = false;
  CHECK(moment(open, {.open_shift = true}, night, 0, false).now);
}

TEST_CASE("after the last shift was closed it may be any hour, where the policy says so", "[rollout]") {
  UpdatePolicy policy;
  const Instant evening = at("2026-11-23T20:10:00Z");
  CHECK(moment(policy, {.closed_lately = true}, evening, 0, false).waits_for == "window");
  policy.after_close = true;
  CHECK(moment(policy, {.closed_lately = true}, evening, 0, false).now);
  CHECK(moment(policy, {.open_shift = true, .closed_lately = true}, evening, 0, false).waits_for == "shift");
}

TEST_CASE("a policy is read as it was written, and complains of times and days that are none", "[rollout]") {
  UpdatePolicy policy;
  policy.days[6] = false;
  policy.from_minute = 23 * 60 + 15;
  policy.after_close = true;
  policy.bytes_per_second = 50'000;
  policy.peers = {"https://10.0.0.5:8443"};
  std::vector<FieldError> errors;
  CHECK(read_policy(parse_json(policy_text(policy)).value(), errors) == policy);
  CHECK(read_policy(parse_json("{}").value(), errors) == UpdatePolicy{});
  CHECK(errors.empty());
  (void)read_policy(parse_json(R"({"from":"25:00","days":[0],"peers":["ftp://x"]})").value(), errors);
  CHECK(errors.size() == 3);
}
