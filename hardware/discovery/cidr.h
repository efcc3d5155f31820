#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace holdfast::discovery {
/// One IPv4 subnet of a shop, as an operator names it: `192.168.1.0/24`. At most 256 addresses, and only of those that
/// are nobody's on the internet (RFC 1918, RFC 6598, link-local, loopback).
struct Subnet {
  std::uint32_t first = 0;  ///< host byte order
  int prefix = 24;
  friend bool operator==(const Subnet&, const Subnet&) = default;
};
Result<Subnet> parse_subnet(std::string_view text);
/// Without the network's own and the broadcast address, where there are such.
std::vector<std::uint32_t> hosts_of(const Subnet& subnet);
std::string dotted(std::uint32_t address);
}  // namespace holdfast::discovery
