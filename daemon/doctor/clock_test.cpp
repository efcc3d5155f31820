#include "doctor/clock.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "support/test_store.h"

namespace holdfast::doctor {
namespace {
timex kernel(int status, long offset, long most) {
  timex state{};
  state.status = status;
  state.offset = offset;
  state.maxerror = most;
  return state;
}
void touch(const std::filesystem::path& file) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream{file} << "1\n";
}
}  // namespace

TEST_CASE("a clock is kept when the kernel was told so, and its offset is in microseconds", "[doctor]") {
  const test::TempFolder run;
  const Clock kept = clock_of(kernel(STA_PLL | STA_NANO, -1'500'000, 20'000), TIME_OK, run.path());
  CHECK(kept == Clock{.synchronised = true, .source = "", .offset_us = -1'500, .error_us = 20'000, .last_sync = {}});
  CHECK(clock_of(kernel(STA_PLL, -1'500, 20'000), TIME_OK, run.path()).offset_us == -1'500);
  CHECK_FALSE(clock_of(kernel(STA_UNSYNC, 0, 0), TIME_OK, run.path()).synchronised);
  CHECK_FALSE(clock_of(kernel(STA_PLL, 0, 0), TIME_ERROR, run.path()).synchronised);
  CHECK_FALSE(clock_of(kernel(STA_PLL, 0, 0), -1, run.path()).synchronised);
}

TEST_CASE("who keeps the clock is known by what it leaves below /run", "[doctor]") {
  const test::TempFolder run;
  const auto source = [&] { return clock_of(kernel(0, 0, 0), TIME_OK, run.path()).source; };
  CHECK(source().empty());
  touch(run.path() / "systemd/timesync/synchronized");
  CHECK(source() == "timesyncd");
  CHECK(clock_of(kernel(0, 0, 0), TIME_OK, run.path()).last_sync);
  CHECK(clock_of(kernel(0, 0, 0), -1, run.path()).synchronised);
  touch(run.path() / "ntpd.pid");
  CHECK(source() == "ntpd");
  CHECK_FALSE(clock_of(kernel(0, 0, 0), TIME_OK, run.path()).last_sync);
  touch(run.path() / "chrony/chronyd.pid");
  CHECK(source() == "chrony");
}

TEST_CASE("a clock is good, rough or free", "[doctor]") {
  const auto quality = [](bool synchronised, std::int64_t offset, std::int64_t most) {
    return quality_of(
        {.synchronised = synchronised, .source = "", .offset_us = offset, .error_us = most, .last_sync = {}});
  };
  CHECK(quality(true, 300, 40'000) == ClockQuality::good);
  CHECK(quality(true, -1'000'000, 1'000'000) == ClockQuality::good);
  CHECK(quality(true, -1'000'001, 0) == ClockQuality::rough);
  CHECK(quality(true, 0, 1'000'001) == ClockQuality::rough);
  CHECK(quality(false, 0, 0) == ClockQuality::free);
}
}  // namespace holdfast::doctor
