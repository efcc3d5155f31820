#include "scale/dialog06_checksum.h"

#include <bit>

namespace holdfast::scale {
namespace {
std::uint16_t remainder(std::uint16_t cs, std::uint16_t polynomial) {
  unsigned rest = cs;
  for (int i = 0; i < 16; ++i) rest = (rest & 0x8000 ? (rest << 1) ^ polynomial : rest << 1) & 0xffff;
  return static_cast<std::uint16_t>(rest);
}
}  // namespace

DialogChecksums checksums_for(const DialogChecksumDemand& demand, std::uint16_t cs, std::uint16_t polynomial) {
  return {std::rotl(cs, demand.z1), std::rotr(remainder(cs, polynomial), demand.z2)};
}

bool satisfies(const DialogChecksums& sums, const DialogChecksumDemand& demand, std::uint16_t polynomial) {
  return checksums_for(demand, std::rotr(sums.cs, demand.z1), polynomial) == sums;
}
}  // namespace holdfast::scale
