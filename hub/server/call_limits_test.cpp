#include "server/call_limits.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::server;

TEST_CASE("so many calls at once, then so many a second, each caller for itself", "[operators]") {
  CallLimits<std::string> limits{10, 3};
  const Instant now = *parse_rfc3339("2026-11-21T00:00:00Z");
  for (int i = 0; i < 3; ++i) CHECK(limits.allow("imke", now));
  CHECK_FALSE(limits.allow("imke", now));
  CHECK(limits.allow("jo", now));
  const Instant later{now.unix_us() + 100'000};
  CHECK(limits.allow("imke", later));
  CHECK_FALSE(limits.allow("imke", later));
  // A clock that was set back gives nothing, and takes nothing for ever.
  CHECK_FALSE(limits.allow("imke", now));
  CHECK(limits.allow("imke", Instant{now.unix_us() + 100'000}));
  for (int i = 0; i < 3; ++i) CHECK(limits.allow("imke", now.plus_seconds(3600)));
  CHECK_FALSE(limits.allow("imke", now.plus_seconds(3600)));
}
