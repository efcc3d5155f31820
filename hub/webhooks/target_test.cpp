#include "webhooks/target.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <catch2/catch.hpp>
#include <cstring>

namespace holdfast::webhooks {
namespace {
bool may_call(const char* text) {
  sockaddr_storage room{};
  auto* address = reinterpret_cast<sockaddr*>(&room);
  if (std::strchr(text, ':') != nullptr) {
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    REQUIRE(inet_pton(AF_INET6, text, &in.sin6_addr) == 1);
    std::memcpy(&room, &in, sizeof in);
  } else {
    sockaddr_in in{};
    in.sin_family = AF_INET;
    REQUIRE(inet_pton(AF_INET, text, &in.sin_addr) == 1);
    std::memcpy(&room, &in, sizeof in);
  }
  return is_public(*address);
}
}  // namespace

TEST_CASE("addresses of one's own machine and network are not public", "[webhooks]") {
  for (const char* text : {"0.0.0.0",
                           "10.1.2.3",
                           "100.64.0.1",
                           "127.0.0.1",
                           "127.9.9.9",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.0.1",
                           "192.0.0.8",
                           "192.0.2.1",
                           "198.18.0.1",
                           "198.51.100.7",
                           "203.0.113.9",
                           "224.0.0.1",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "fe80::1",
                           "fc00::1",
                           "fd12::1",
                           "ff02::1",
                           "2001:db8::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "64:ff9b::7f00:1",
                           "2002:7f00:1::",
                           "2002:a00:1::",
                           "2001::1",
                           "::127.0.0.1"})
    CHECK_FALSE(may_call(text));
}

TEST_CASE("addresses of the world are public", "[webhooks]") {
  for (const char* text : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
                           "172.32.0.0", "192.169.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::200e",
                           "::ffff:1.1.1.1", "2002:101:101::"})
    CHECK(may_call(text));
}

TEST_CASE("a URL is judged before anything is sent to it", "[webhooks]") {
  CHECK(check_url("https://example.org", Reach::world));
  CHECK(check_url("https://example.org:8443/a/b?c=d", Reach::world));
  CHECK_FALSE(check_url("http://example.org/", Reach::world));
  CHECK(check_url("http://10.0.0.1:8000/", Reach::all));
  for (const char* wrong :
       {"", "example.org", "ftp://example.org/", "https://", "https:///x", "https://a@example.org/",
        "https://example.org/#x", "https://example.org/a b", "https://example.org?x=y", "https://example.org/\r\nX: y"})
    CHECK_FALSE(check_url(wrong, Reach::all));
}
}  // namespace holdfast::webhooks
