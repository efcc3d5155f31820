#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace holdfast::staff {
/// A secret of this appliance that is no part of the database: without it the stored hashes cannot be tried against
/// PINs.
struct Pepper {
  std::array<std::uint8_t, 32> bytes{};
  std::array<std::uint8_t, 32> hub{};  ///< that of the hub, for PINs that were set there
};
/// What is before a hash that a hub made: the same person, the same PIN in each of its stores.
inline constexpr std::string_view hub_mark = "hub";
using Salt = std::array<std::uint8_t, 16>;

/// Argon2id (19 MiB, 2 passes, 1 lane: the floor of OWASP's password storage guidance) over keyed BLAKE2b-256 of the
/// PIN, as `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. Takes about a tenth of a second: never on the I/O or writer's
/// thread.
std::string hash_pin(std::string_view pin, const Pepper& pepper, const Salt& salt);
/// False for anything that is no such hash, too.
bool verify_pin(std::string_view stored, std::string_view pin, const Pepper& pepper);
/// Whether verify_pin() would look at it: `$argon2id$…`, with or without hub_mark.
bool is_pin_hash(std::string_view stored);
/// As long as verify_pin() takes, for a code that names nobody.
void verify_nobody(std::string_view pin, const Pepper& pepper);

/// Empty, or why this can be no PIN: it takes 4 to 12 digits.
std::string_view weakness(std::string_view pin);
}  // namespace holdfast::staff
