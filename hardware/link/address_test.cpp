#include "link/address.h"

#include <catch2/catch.hpp>

#include "link/backoff.h"

using namespace holdfast;
using link::LineSettings;

TEST_CASE("device addresses read as they are written", "[link]") {
  for (const char* text :
       {"tcp://192.168.1.50:9100", "tcp://printer.shop.lan:9100", "tcp://[fe80::1]:9100", "serial:///dev/ttyUSB0",
        "serial:///dev/serial/by-id/usb-0403_6001-if00?baud=19200&bits=7&parity=even&stop=2&flow=hardware",
        "serial:///dev/ttyS1?baud=2400&parity=odd&flow=software", "usb://04b8:0e15", "usb://04b8:0e15/J4%2F7%20X",
        "usb://0416:5011?port=1-2.3&interface=1", "usb://0416:5011?interface=0", "hid://0c2e:0b61/S1?port=3-1",
        "lp:///dev/usb/lp0", "https://192.168.1.60:8443/nexo?verify=none"}) {
    const auto address = link::parse_address(text);
    INFO(text);
    REQUIRE(address);
    CHECK(link::to_string(*address) == text);
  }
  const auto scale = link::parse_address("serial:///dev/ttyS0?bits=7&parity=even");
  REQUIRE(scale);
  CHECK(std::get<link::SerialAddress>(*scale).line ==
        LineSettings{9600, 7, 1, LineSettings::Parity::even, LineSettings::Flow::none});
}

TEST_CASE("an address that cannot be is refused with a reason", "[link]") {
  for (const char* text : {"",
                           "192.168.1.50",
                           "tcp://host",
                           "tcp://:9100",
                           "tcp://host:9100/x",
                           "tcp://user@host:9100",
                           "tcp://host:9100?baud=9600",
                           "serial://host/dev/ttyS0",
                           "serial:///",
                           "serial:///dev/ttyS0?baud=9601",
                           "serial:///dev/ttyS0?bits=9",
                           "serial:///dev/ttyS0?parity=maybe",
                           "serial:///dev/ttyS0?colour=red",
                           "usb://04b8",
                           "usb://04b8:0e1",
                           "usb://04b8:0e15x",
                           "usb://04b8:+e15",
                           "usb://04b8:0e15?port=x",
                           "usb://04b8:0e15?interface=40",
                           "hid://0c2e:0b61?interface=1",
                           "hid:///dev/hidraw0",
                           "lp:///etc/passwd",
                           "lp:///dev/../etc/passwd",
                           "http://t/",
                           "tcp://host:99999"}) {
    const auto address = link::parse_address(text);
    INFO(text);
    REQUIRE_FALSE(address);
    CHECK(address.error().code == ErrorCode::invalid_argument);
  }
}

TEST_CASE("a device that is away is tried soon, then less often, never seldom", "[link]") {
  link::Backoff backoff;
  std::chrono::milliseconds sum{0}, longest{0};
  for (int i = 0; i < 20; ++i) {
    const auto pause = backoff.next();
    longest = std::max(longest, pause);
    if (i < 3) sum += pause;
  }
  CHECK(sum < std::chrono::seconds{1});
  CHECK(longest == std::chrono::seconds{5});
  backoff.succeeded();
  CHECK(backoff.next() == std::chrono::milliseconds{100});
}
