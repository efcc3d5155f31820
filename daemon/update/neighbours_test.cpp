#include "update/neighbours.h"

#include <array>
#include <boost/asio/ip/udp.hpp>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <functional>
#include <thread>

using namespace holdfast;
using namespace holdfast::update;
using namespace std::string_literals;
namespace asio = boost::asio;
using asio::ip::udp;

namespace {
std::string name(std::initializer_list<std::string_view> labels) {
  std::string out;
  for (const std::string_view label : labels) {
    out += static_cast<char>(label.size());
    out += label;
  }
  return out + '\0';
}
std::string number(unsigned value) { return {static_cast<char>(value >> 8), static_cast<char>(value & 0xff)}; }
std::string record(const std::string& of, unsigned type, const std::string& data) {
  return of + number(type) + number(1) + "\0\0\0\x78"s + number(static_cast<unsigned>(data.size())) + data;
}
/// An answer to packaging/avahi/holdfastd.service, made by hand: no name is written short.
std::string announcement() {
  const std::string service = name({"_holdfast", "_tcp", "local"}),
                    instance = name({"Holdfast on box", "_holdfast", "_tcp", "local"}), host = name({"box", "local"});
  return "\0\0\x84\0\0\0\0\x04\0\0\0\0"s + record(service, 12, instance) +
         record(instance, 33, number(0) + number(0) + number(8443) + host) + record(instance, 16, "\x09path=/pos"s) +
         record(host, 1, "\xc0\xa8\x01\x07"s);
}
/// What avahi-daemon 0.8 did answer for that file, to a question from a port of its own (RFC 6762, section 6.7).
std::string captured() {
  return "\0\0\x84\0\0\x01\0\x05\0\0\0\0\x09_holdfast\x04_"
         "tcp\x05local\0\0\x0c\0\x01\xc0\x0c\0\x0c\0\x01\0\0\0\x0a\0\x12"
         "\x0fHoldfast on box\xc0\x0c\xc0\x32\0\x10\0\x01\0\0\0\x0a\0\x1b\x09path=/pos\x10"
         "console=/console\xc0\x32\0\x21\0\x01\0\0\0\x0a\0\x0c\0\0\0\0\x20\xfb\x03"
         "box\xc0\x1b\xc0\x7d\0\x1c\0\x01\0\0\0\x0a\0\x10\xfe\x80\0\0\0\0\0\0\x50\x22\x19\xff\xfe\xd8\x1c\x03\xc0\x7d\0"
         "\x01\0\x01"
         "\0\0\0\x0a\0\x04\x0a\x09\0\x01"s;
}

/// What is found where somebody answers so, and what was asked.
std::vector<std::string> found_where(const std::string& packet, std::string& asked) {
  asio::io_context io;
  udp::socket responder{io, {asio::ip::address_v4::loopback(), 0}};
  std::array<char, 1500> buffer{};
  udp::endpoint from;
  // It answers whoever asks, as often as that.
  const std::function<void()> serve = [&] {
    responder.async_receive_from(asio::buffer(buffer), from,
                                 [&](const boost::system::error_code& code, std::size_t size) {
                                   if (code) return;
                                   asked.assign(buffer.data(), size);
                                   boost::system::error_code ignored;
                                   responder.send_to(asio::buffer(packet), from, 0, ignored);
                                   serve();
                                 });
  };
  serve();
  std::thread thread{[&] { io.run(); }};
  auto found = neighbours({"127.0.0.1", responder.local_endpoint().port()});
  asio::post(io, [&] { responder.close(); });
  thread.join();
  return found;
}
}  // namespace

TEST_CASE("an appliance nearby is found by what it announces", "[update]") {
  std::string asked;
  CHECK(found_where(announcement(), asked) == std::vector<std::string>{"https://192.168.1.7:8443"});
  CHECK(asked.find("\x09_holdfast\x04_tcp\x05local") != std::string::npos);
  CHECK(found_where(captured(), asked) == std::vector<std::string>{"https://10.9.0.1:8443"});
}

// Run by tests/packages/test_announcement.py, beside an avahi-daemon.
TEST_CASE("a real responder is heard", "[.responder]") {
  CHECK(neighbours(Neighbourhood{}) == std::vector<std::string>{"https://10.9.0.1:8443"});
}

TEST_CASE("where nobody answers there are no neighbours, and where to ask can be said", "[update]") {
  asio::io_context io;
  const udp::socket silent{io, {asio::ip::address_v4::loopback(), 0}};
  CHECK(neighbours({"127.0.0.1", silent.local_endpoint().port()}).empty());
  CHECK(neighbours({"no address", 5'353}).empty());
  ::setenv("HOLDFAST_MDNS", "127.0.0.1:4711", 1);
  CHECK(Neighbourhood::of_environment().group == "127.0.0.1");
  CHECK(Neighbourhood::of_environment().port == 4711);
  ::unsetenv("HOLDFAST_MDNS");
  CHECK(Neighbourhood::of_environment().group == "224.0.0.251");
}
