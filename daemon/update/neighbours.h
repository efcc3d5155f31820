#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace holdfast::update {
/// Where neighbours are asked for: multicast DNS, or what `$HOLDFAST_MDNS` (`ADDRESS:PORT`) names instead.
struct Neighbourhood {
  std::string group = "224.0.0.251";
  std::uint16_t port = 5'353;
  static Neighbourhood of_environment();
};
/// Appliances of this network that announce `_holdfast._tcp`, by the address of their TLS (`https://192.168.1.7:8443`),
/// at most `most`. Nobody is believed for it: what they give is held against signed digests. Blocks for some two
/// seconds.
std::vector<std::string> neighbours(const Neighbourhood& where, std::size_t most = 8);
}  // namespace holdfast::update
