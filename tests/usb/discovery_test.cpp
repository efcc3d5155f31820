#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include "discovery/local_ports.h"
#include "discovery/run_discovery.h"
#include "usb/usb_bench.h"

using namespace holdfast;

namespace {
std::vector<discovery::Candidate> look(const discovery::Search& search) {
  boost::asio::io_context io;
  std::vector<discovery::Candidate> found;
  const auto run = [&]() -> boost::asio::awaitable<void> { found = co_await discovery::discover(search); };
  boost::asio::co_spawn(io, run, boost::asio::detached);
  io.run();
  return found;
}
}  // namespace

TEST_CASE("what is plugged in is found, with the address that opens it", "[usb]") {
  UMockdevTestbed* bed = umockdev_testbed_new();
  {
    usb_bench::Printer printer{bed, "TM-T20II"};
    printer.plug();
    discovery::Search search;
    search.usb = true;
    const auto found = look(search);
    REQUIRE(found.size() == 1);
    CHECK((found[0].address == "usb://04b8:0e15/J4AB001" && found[0].kind == "receipt_printer" &&
           found[0].profile == "epson-tm-t20ii"));
    CHECK((found[0].certainty == discovery::Certainty::known && found[0].serial == "J4AB001"));
  }
  g_object_unref(bed);
}

TEST_CASE("a serial port is listed with what hangs on it", "[usb]") {
  UMockdevTestbed* bed = umockdev_testbed_new();
  const std::string usb =
      "P: /devices/usb1/1-6\nN: bus/usb/001/006\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: "
      "DEVNAME=/dev/bus/usb/001/006\nA: idVendor=05e0\\n\n"
      "A: idProduct=1701\\n\nA: serial=Z9\\n\nA: busnum=1\\n\nA: devnum=6\\n\nA: manufacturer=Symbol\\n\nA: "
      "product=DS2208\\n\n\n";
  const std::string interface =
      "P: /devices/usb1/1-6/1-6:1.0\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\nA: bInterfaceClass=02\\n\n\n";
  const std::string tty =
      "P: /devices/usb1/1-6/1-6:1.0/tty/ttyACM0\nN: ttyACM0\nE: SUBSYSTEM=tty\nE: DEVNAME=/dev/ttyACM0\nL: "
      "device=../../../1-6:1.0\n\n";
  for (const std::string& device : {usb, interface, tty}) {
    GError* error = nullptr;
    if (umockdev_testbed_add_from_string(bed, device.c_str(), &error) == 0) FAIL(error->message);
  }
  const auto ports = discovery::serial_ports();
  const auto port = std::find_if(ports.begin(), ports.end(),
                                 [](const discovery::SerialPort& one) { return one.node == "/dev/ttyACM0"; });
  REQUIRE(port != ports.end());
  CHECK((port->usb.vendor == 0x05e0 && port->usb.product == 0x1701 && port->usb.serial == "Z9" &&
         port->model == "DS2208"));
  const auto found = discovery::serial_candidates({*port});
  CHECK((found[0].kind == "scanner" && found[0].profile == "serial" &&
         found[0].certainty == discovery::Certainty::likely));
  g_object_unref(bed);
}
