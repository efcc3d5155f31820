#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#include <cstdio>

#include "usb/usb_bench.h"

int main(int argc, char* argv[]) {
  if (!usb_bench::present()) {
    std::puts("usb: not under umockdev-wrapper, nothing to test\nNo tests ran");
    return 0;
  }
  return Catch::Session{}.run(argc, argv);
}
