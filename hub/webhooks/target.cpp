#include "webhooks/target.h"

#include <netinet/in.h>

#include <cstdint>
#include <cstring>

namespace holdfast::webhooks {
namespace {
struct Range {
  std::uint32_t first;
  int bits;
};
/// IANA's registry of special-purpose IPv4 addresses, and multicast.
constexpr Range closed[] = {{0x00000000, 8},  {0x0a000000, 8},  {0x64400000, 10}, {0x7f000000, 8},  {0xa9fe0000, 16},
                            {0xac100000, 12}, {0xc0000000, 24}, {0xc0000200, 24}, {0xc0586300, 24}, {0xc0a80000, 16},
                            {0xc6120000, 15}, {0xc6336400, 24}, {0xcb007100, 24}, {0xe0000000, 4},  {0xf0000000, 4}};

bool is_public4(std::uint32_t address) {
  for (const Range& range : closed)
    if ((address ^ range.first) >> (32 - range.bits) == 0) return false;
  return true;
}
std::uint32_t four(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}
bool is_public6(const std::uint8_t* bytes) {
  static constexpr std::uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  static constexpr std::uint8_t translated[12] = {0, 0x64, 0xff, 0x9b};
  if (std::memcmp(bytes, mapped, 12) == 0 || std::memcmp(bytes, translated, 12) == 0)
    return is_public4(four(bytes + 12));
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return is_public4(four(bytes + 2));  // 6to4
  if ((bytes[0] & 0xe0) != 0x20)
    return false;  // global unicast is 2000::/3; ::1, fc00::/7, fe80::/10, ff00::/8 are not
  if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 0x02) return false;               // 2001::/23
  return !(bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && bytes[3] == 0xb8);  // documentation
}
}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 in{};
  std::memcpy(&in, &address, sizeof in);
  return is_public6(in.sin6_addr.s6_addr);
}

Result<> check_url(std::string_view url, Reach reach) {
  const auto wrong = [](const char* why) { return refuse(ErrorCode::invalid_argument, why, {{"/url", why}}); };
  const bool secure = url.starts_with("https://");
  if (!secure && !url.starts_with("http://")) return wrong("is no http or https URL");
  if (!secure && reach == Reach::world) return wrong("has to be https (--allow-private-targets allows http)");
  const std::string_view rest = url.substr(secure ? 8 : 7), authority = rest.substr(0, rest.find('/'));
  if (authority.empty() || url.size() > 2000) return wrong("has no host, or is too long");
  for (const char c : url)
    if (c <= ' ' || c > '~' || c == '#') return wrong("has a character that is not allowed in it");
  if (authority.find('@') != std::string_view::npos) return wrong("must not have credentials in it");
  if (authority.find('?') != std::string_view::npos) return wrong("has no path before its query");
  return {};
}
}  // namespace holdfast::webhooks
