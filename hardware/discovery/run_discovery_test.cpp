#include "discovery/run_discovery.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>

#include "discovery/mdns.h"
#include "discovery/printer_greeting.h"
#include "link/address.h"

using namespace holdfast;
using namespace holdfast::discovery;
using namespace std::string_literals;
namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;

namespace {
std::vector<Candidate> search(asio::io_context& io, Search what) {
  std::vector<Candidate> found;
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        found = co_await discover(what);
        io.stop();
      },
      asio::detached);
  io.run();
  return found;
}
/// A printer on the LAN that says what it is, byte by byte of what it is asked.
asio::awaitable<void> printer(tcp::acceptor& acceptor, std::string& heard) {
  boost::system::error_code code;
  tcp::socket line = co_await acceptor.async_accept(asio::use_awaitable);
  char bytes[64];
  std::string pending;
  for (;;) {
    const std::size_t got =
        co_await line.async_read_some(asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, code));
    if (code) co_return;
    heard.append(bytes, got);
    pending.append(bytes, got);
    std::string answer;
    while (pending.size() >= 3) {
      if (pending.starts_with("\x10\x04\x01")) answer += "\x16";
      if (pending.starts_with("\x1dI\x42")) answer += "_EPSON\0"s;
      if (pending.starts_with("\x1dI\x43")) answer += "_TM-T88V\0"s;
      pending.erase(0, 3);
    }
    if (!answer.empty())
      co_await asio::async_write(line, asio::buffer(answer), asio::redirect_error(asio::use_awaitable, code));
  }
}
}  // namespace

TEST_CASE("a printer on the LAN is greeted without a letter on its paper, and says what it is", "[discovery]") {
  asio::io_context io;
  tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};
  std::string heard;
  asio::co_spawn(io, printer(acceptor, heard), asio::detached);
  Search what;
  what.scan = *parse_subnet("127.0.0.1/30");
  what.scan_port = acceptor.local_endpoint().port();
  const auto found = search(io, what);
  REQUIRE(found.size() == 1);
  CHECK((found[0].maker == "EPSON" && found[0].model == "TM-T88V" && found[0].profile == "epson-tm-t88v" &&
         found[0].certainty == Certainty::known));
  CHECK(found[0].address == "tcp://127.0.0.1:" + std::to_string(what.scan_port));
  CHECK(heard == "\x10\x04\x01\x1dI\x42\x1dI\x43");
}

TEST_CASE("who does not answer the status question is asked nothing else", "[discovery]") {
  PrinterGreeting greeting;
  CHECK(greeting.take_bytes() == "\x10\x04\x01");
  greeting.on_silence();
  CHECK((greeting.finished() && greeting.take_bytes().empty()));
  CHECK((greeting.candidate("tcp://h:9100").certainty == Certainty::possible &&
         greeting.candidate("tcp://h:9100").told_by == "open port 9100"));
  PrinterGreeting chatty;
  chatty.on_bytes("SSH-2.0-OpenSSH\r\n");
  chatty.on_silence();
  CHECK(chatty.candidate("x").model.empty());
  PrinterGreeting clone;  // answers status, has no names
  (void)clone.take_bytes();
  clone.on_bytes("\x12");
  CHECK(clone.take_bytes() == "\x1dI\x42");
  clone.on_silence();
  CHECK(clone.take_bytes() == "\x1dI\x43");
  clone.on_silence();
  CHECK((clone.finished() && clone.candidate("x").certainty == Certainty::likely &&
         clone.candidate("x").told_by == "status answer"));
}

TEST_CASE("a printer that announces itself is found by asking once", "[discovery]") {
  asio::io_context io;
  udp::socket responder{io, {asio::ip::address_v4::loopback(), 0}};
  std::string asked;
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        char bytes[512];
        udp::endpoint from;
        for (;;) {
          const std::size_t got = co_await responder.async_receive_from(asio::buffer(bytes), from, asio::use_awaitable);
          asked.append(bytes, got);
          const std::string answer =
              "\0\0\x84\0\0\0\0\3\0\0\0\0"s
              "\x04Shop\x0f_pdl-datastream\x04_tcp\x05local\0\0\x21\0\1\0\0\0\x78\0\x0f\0\0\0\0\x23\x8c\1p\x05local\0"s
              "\xc0\x0c\0\x10\0\1\0\0\0\x78\0\x11\x10usb_MDL=TM-T88IV"s
              "\1p\x05local\0\0\1\0\1\0\0\0\x78\0\4\x0a\0\0\7"s;
          co_await responder.async_send_to(asio::buffer(answer), from, asio::use_awaitable);
        }
      },
      asio::detached);
  Search what;
  what.mdns = true;
  what.mdns_group = "127.0.0.1";
  what.mdns_port = responder.local_endpoint().port();
  const auto found = search(io, what);
  REQUIRE(found.size() == 1);
  CHECK((found[0].address == "tcp://10.0.0.7:9100" && found[0].model == "TM-T88IV" && found[0].source == Source::mdns));
  CHECK(asked.find("_pdl-datastream") != std::string::npos);
}

TEST_CASE("looking nowhere finds nothing, at once", "[discovery]") {
  asio::io_context io;
  CHECK(search(io, {}).empty());
  Search here;
  here.usb = here.serial = true;
  asio::io_context again;
  for (const Candidate& one : search(again, here)) CHECK((one.address.empty() || link::parse_address(one.address)));
}
