#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace holdfast {
using Sha256 = std::array<std::uint8_t, 32>;

/// SHA-256 over the parts one after the other.
Sha256 sha256(std::string_view a, std::string_view b = {}, std::string_view c = {}, std::string_view d = {},
              std::string_view e = {});
inline std::string_view bytes_of(const Sha256& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}
template <std::size_t N>
std::string_view bytes_of(const std::array<std::uint8_t, N>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), N};
}
std::string to_hex(std::span<const std::uint8_t> bytes);
/// Eight bytes, most significant first: how numbers enter our digests.
std::array<std::uint8_t, 8> big_endian(std::uint64_t value);
}  // namespace holdfast
