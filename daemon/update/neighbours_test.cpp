#include "update/neighbours.h"

#include <array>
#include <boost/asio/ip/udp.hpp>
#include <catch2/catch.hpp>
#include <cstdlib>
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
/// As Avahi answers for packaging/avahi/holdfastd.service, byte by byte.
std::string announcement() {
  const std::string service = name({"_holdfast", "_tcp", "local"}),
                    instance = name({"Holdfast on box", "_holdfast", "_tcp", "local"}), host = name({"box", "local"});
  return "\0\0\x84\0\0\0\0\x04\0\0\0\0"s + record(service, 12, instance) +
         record(instance, 33, number(0) + number(0) + number(8443) + host) + record(instance, 16, "\x09path=/pos"s) +
         record(host, 1, "\xc0\xa8\x01\x07"s);
}
}  // namespace

TEST_CASE("an appliance nearby is found by what it announces", "[update]") {
  asio::io_context io;
  udp::socket responder{io, {asio::ip::address_v4::loopback(), 0}};
  const std::string packet = announcement();
  std::string asked;
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
  const auto found = neighbours({"127.0.0.1", responder.local_endpoint().port()});
  asio::post(io, [&] { responder.close(); });
  thread.join();
  CHECK(found == std::vector<std::string>{"https://192.168.1.7:8443"});
  CHECK(asked.find("\x09_holdfast\x04_tcp\x05local") != std::string::npos);
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
