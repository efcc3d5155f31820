#include "webhooks/retry_after.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::webhooks;

TEST_CASE("Retry-After is seconds, or a date against the answer's own", "[webhooks]") {
  const std::string_view date = "Sun, 22 Nov 2026 10:00:00 GMT";
  CHECK(retry_after_s("120", "") == 120);
  CHECK(retry_after_s("0", date) == 0);
  CHECK(retry_after_s("Sun, 22 Nov 2026 10:02:00 GMT", date) == 120);
  CHECK(retry_after_s("Sun, 22 Nov 2026 09:59:00 GMT", date) == 0);
}

TEST_CASE("what is neither says nothing", "[webhooks]") {
  const std::string_view date = "Sun, 22 Nov 2026 10:00:00 GMT";
  for (const std::string_view text :
       {"", "-1", "1.5", "soon", "12 s", "Sunday, 22-Nov-26 10:02:00 GMT", "Sun Nov 22 10:02:00 2026",
        "Sun, 22 Nov 2026 10:02:00 UTC", "Sun, 32 Nov 2026 10:02:00 GMT", "Sun, 22 Nob 2026 10:02:00 GMT",
        "Sun, 22 Nov 2026 10:02:00 GMT "})
    CHECK_FALSE(retry_after_s(text, date));
  CHECK_FALSE(retry_after_s("Sun, 22 Nov 2026 10:02:00 GMT", ""));
}

TEST_CASE("a date is as RFC 9110 writes it", "[webhooks]") {
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == parse_rfc3339("1994-11-06T08:49:37Z"));
  CHECK(parse_http_date("Sat, 29 Feb 2028 00:00:00 GMT").has_value());
  CHECK_FALSE(parse_http_date("Mon, 29 Feb 2027 00:00:00 GMT"));
}
