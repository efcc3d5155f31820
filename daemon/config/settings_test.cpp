#include "config/settings.h"

#include <catch2/catch.hpp>

#include "config/zone.h"

using namespace holdfast;
using namespace holdfast::config;

TEST_CASE("the command line says where the data is and where to listen", "[config]") {
  const Settings settings = settings_of(
      {"--data", "/tmp/x", "--listen", "127.0.0.1:8080", "--tls-listen=0.0.0.0:8443", "--log-level", "warn"});
  CHECK(settings.data == "/tmp/x");
  CHECK(settings.listen == std::vector<ListenAddress>{{"127.0.0.1", 8080}});
  CHECK(settings.tls_listen == std::vector<ListenAddress>{{"0.0.0.0", 8443}});
  CHECK(settings.log_level == log::Level::warn);
  CHECK(parse_listen("[::1]:0") == ListenAddress{"::1", 0});
}

TEST_CASE("what cannot run is refused with a sentence", "[config]") {
  CHECK_THROWS_AS(settings_of({}), Wrong);
  CHECK_THROWS_AS(settings_of({"--data", "x"}), Wrong);
  CHECK_THROWS_WITH(settings_of({"--data", "x", "--listen", "0.0.0.0:80"}), Catch::Contains("loopback"));
  CHECK_THROWS_AS(settings_of({"--data", "x", "--listen", "127.0.0.1"}), Wrong);
  CHECK_THROWS_AS(settings_of({"--data", "x", "--listen", "shop:80"}), Wrong);
  CHECK_THROWS_AS(settings_of({"--data", "x", "--listen", "127.0.0.1:99999"}), Wrong);
  CHECK_THROWS_AS(settings_of({"--what", "x"}), Wrong);
  CHECK_THROWS_AS(settings_of({"--data"}), Wrong);
}

TEST_CASE("offsets follow the zone through its changes", "[config]") {
  const auto vienna = offsets_of_zone("Europe/Vienna");
  CHECK(vienna(*parse_rfc3339("2026-03-29T00:59:59Z")) == 60);
  CHECK(vienna(*parse_rfc3339("2026-03-29T01:00:00Z")) == 120);
  CHECK(offsets_of_zone("Asia/Kathmandu")(Instant{}) == 330);
  CHECK(offsets_of_zone("Asia/Kathmandu")(*parse_rfc3339("2026-01-01T00:00:00Z")) == 345);
  CHECK_THROWS(offsets_of_zone("Nowhere/Land"));
}
