#include "discovery/local_ports.h"

#include <catch2/catch.hpp>

#include "discovery/cidr.h"
#include "discovery/usb_table.h"

using namespace holdfast;
using namespace holdfast::discovery;
using link::HidNode;
using link::UsbDevice;

namespace {
UsbDevice device(std::uint16_t vendor, std::uint16_t product, std::string serial, std::string port, std::string name,
                 std::uint8_t device_class) {
  UsbDevice out;
  out.identity = {vendor, product, std::move(serial), std::move(port)};
  out.manufacturer = "Maker";
  out.name = std::move(name);
  out.interfaces = {{0, device_class, 1, 2, ""}};
  return out;
}
}  // namespace

TEST_CASE("printers on USB are found by name, by ids and by class, each as sure as that is", "[discovery]") {
  const auto found = usb_candidates(
      {device(0x04b8, 0x0e15, "J1", "1-1", "TM-T20II", 7), device(0x0416, 0x5011, "", "1-2", "USB Printer", 7),
       device(0x1234, 0x5678, "", "1-3", "OfficeJet", 7), device(0x0519, 0x0001, "", "1-4", "Star", 0xff),
       device(0x1234, 0x0001, "", "1-5", "Stick", 8)},
      {});
  REQUIRE(found.size() == 4);
  CHECK((found[0].address == "usb://04b8:0e15/J1" && found[0].profile == "epson-tm-t20ii" &&
         found[0].certainty == Certainty::known && found[0].maker == "Epson"));
  CHECK((found[1].address == "usb://0416:5011" && !found[1].profile.empty() &&
         found[1].certainty == Certainty::likely && found[1].told_by == "usb ids"));
  CHECK((found[2].address == "usb://1234:5678" && found[2].profile.empty() &&
         found[2].certainty == Certainty::possible && found[2].told_by == "usb class"));
  CHECK((found[3].address == "usb://0519:0001" && found[3].profile == "star-tsp650ii"));
  for (const Candidate& one : found) CHECK(link::parse_address(one.address));
}

TEST_CASE("twins without a serial number of their own are told apart by their plugs", "[discovery]") {
  const auto found = usb_candidates(
      {device(0x0416, 0x5011, "", "1-2", "POS58", 7), device(0x0416, 0x5011, "", "1-3.1", "POS58", 7)}, {});
  REQUIRE(found.size() == 2);
  CHECK((found[0].address == "usb://0416:5011?port=1-2" && found[1].address == "usb://0416:5011?port=1-3.1"));
}

TEST_CASE("a scanner in keyboard mode is named with what to do, one that reports is ready", "[discovery]") {
  const UsbDevice typing = device(0x0c2e, 0x0b61, "S1", "1-1", "Voyager", 3),
                  reporting = device(0x0c2e, 0x0b6a, "S2", "1-2", "Vuquest", 3);
  const UsbDevice scale = device(0x0922, 0x8003, "", "1-4", "M10", 3);
  const auto found = usb_candidates(
      {typing, reporting, scale},
      {HidNode{"/dev/hidraw0", typing.identity, "", "", {link::hid_keyboard}},
       HidNode{"/dev/hidraw1", reporting.identity, "", "Vuquest", {link::hid_keyboard, link::hid_pos_scanner}},
       HidNode{"/dev/hidraw2", scale.identity, "Dymo", "M10", {link::hid_scale}}});
  REQUIRE(found.size() == 3);
  CHECK((found[0].kind == "scanner" && found[0].address == "hid://0c2e:0b6a/S2" && found[0].profile == "hid_pos" &&
         found[0].hint.empty()));
  CHECK((found[1].kind == "scale" && found[1].address == "hid://0922:8003"));
  CHECK((found[2].kind == "scanner" && found[2].address.empty() && found[2].hint == "hid_pos_mode" &&
         found[2].maker == "Honeywell"));
}

TEST_CASE("serial ports are named by what hangs on them, where that can be known", "[discovery]") {
  const auto found =
      serial_candidates({{"/dev/ttyS0", "/dev/ttyS0", {}, "", ""},
                         {"/dev/ttyUSB0", "/dev/serial/by-id/usb-FTDI", {0x0403, 0x6001, "A1", ""}, "FTDI", "FT232R"},
                         {"/dev/ttyACM0", "/dev/serial/by-id/usb-Zebra", {0x05e0, 0x1701, "", ""}, "", "DS2208"},
                         {"/dev/ttyACM1", "/dev/serial/by-id/usb-Ing", {0x0b00, 0x0080, "", ""}, "", "Desk"}});
  REQUIRE(found.size() == 4);
  CHECK((found[0].kind.empty() && found[0].address == "serial:///dev/ttyS0" && found[0].told_by == "serial port"));
  CHECK((found[1].kind.empty() && found[1].serial == "A1" && found[1].maker == "FTDI" &&
         found[1].certainty == Certainty::possible));
  CHECK((found[2].kind == "scanner" && found[2].profile == "serial" && found[2].maker == "Zebra"));
  CHECK((found[3].kind == "card_terminal" && found[3].profile == "zvt"));
  for (const Candidate& one : found) CHECK(link::parse_address(one.address));
}

TEST_CASE("the same address is named once, by the surest", "[discovery]") {
  Candidate guess, sure;
  guess.address = sure.address = "tcp://10.0.0.9:9100";
  sure.certainty = Certainty::known;
  CHECK(sorted({guess, sure, Candidate{}}) == std::vector{sure, Candidate{}});
}

TEST_CASE("one subnet of a shop may be scanned, no more and nobody else's", "[discovery]") {
  const auto subnet = parse_subnet("192.168.1.77/24");
  REQUIRE(subnet);
  const auto hosts = hosts_of(*subnet);
  CHECK((hosts.size() == 254 && dotted(hosts.front()) == "192.168.1.1" && dotted(hosts.back()) == "192.168.1.254"));
  CHECK(hosts_of(*parse_subnet("10.1.2.3/32")) == std::vector<std::uint32_t>{0x0a010203});
  CHECK(hosts_of(*parse_subnet("10.1.2.3/30")).size() == 2);
  CHECK(parse_subnet("127.0.0.1/31"));
  for (const char* text : {"", "/24", "192.168.1.0", "192.168.1.0/23", "192.168.1.0/0", "192.168.1.0/33",
                           "192.168.1.0/-1", "192.168.1/24", "192.168.1.0.0/24", "192.168.1.256/24", "192.168.01.0/24",
                           "192.168.1.0/24x", "8.8.8.0/24", "172.32.0.0/24", "fe80::/64", "192.168.1.0 /24"}) {
    INFO(text);
    CHECK_FALSE(parse_subnet(text));
  }
}
