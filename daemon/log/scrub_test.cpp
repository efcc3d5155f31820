#include <catch2/catch.hpp>

#include "log/scrub.h"

using holdfast::log::scrub;

TEST_CASE("card numbers keep their last four digits only", "[log]") {
  CHECK(scrub("paid with 4111111111111111.") == "paid with ************1111.");
  CHECK(scrub("4111 1111 1111 1111") == "************1111");
  CHECK(scrub("5500-0000-0000-0004 ok") == "************0004 ok");
  CHECK(scrub("order 4 4111 1111 1111 1111") == "order 4 ************1111");
  CHECK(scrub("378282246310005") == "***********0005");
}

TEST_CASE("numbers that are no card numbers stay", "[log]") {
  for (const char* text :
       {"4111111111111112", "1795000000000000", "1-000042", "41111111111111111", "9006900000000007", "seq 12, 13", ""})
    CHECK(scrub(text) == text);
}

TEST_CASE("tokens and PINs are masked wherever they stand", "[log]") {
  CHECK(scrub("Authorization: Bearer abc.DEF-123_~+/= end") == "Authorization: Bearer *** end");
  CHECK(scrub("bearer x") == "bearer ***");
  CHECK(scrub("GET /v1/stream?token=abc123&x=1") == "GET /v1/stream?token=***&x=1");
  CHECK(scrub(R"({"token":"abc","pin":"1234"})") == R"({"token":"***","pin":"***"})");
}
