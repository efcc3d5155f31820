#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"

namespace holdfast::vault {
/// SPAKE2 of RFC 9382, suite P256-SHA256-HKDF-HMAC: two ends that share a short code come to a key of 128 bits. Whoever
/// listens learns nothing of the code, whoever speaks with one end has one guess, and only if that end goes on.
using Scalar = std::array<std::uint8_t, 32>;  ///< big endian
using Point = std::array<std::uint8_t, 65>;   ///< uncompressed, begins with 4

enum class Spake2Role { a, b };

/// What both ends have to agree on besides the code: their names and what else was said (AAD).
struct Spake2Bond {
  std::string a, b;
  std::string additional;
};

struct Spake2Keys {
  std::array<std::uint8_t, 16> shared{};  ///< Ke, to derive keys from once the other end's confirmation was right
  Sha256 confirm_a{}, confirm_b{};        ///< what each end sends to show that it knew the code
};

/// `w` of a code: PBKDF2 over HMAC-SHA-256, some milliseconds, its 40 bytes modulo the order of the group.
Scalar code_scalar(std::string_view code, std::string_view salt);
/// Any 32 random bytes as an ephemeral scalar; none for the few that are too large, which a caller draws again.
std::optional<Scalar> ephemeral_scalar(const std::array<std::uint8_t, 32>& random);

/// pA or pB: what this end sends.
Point spake2_share(Spake2Role role, const Scalar& w, const Scalar& ephemeral);
/// The keys once the other end's share is here; nothing for what is no point of the curve or gives no key.
std::optional<Spake2Keys> spake2_finish(Spake2Role role, const Scalar& w, const Scalar& ephemeral,
                                        std::string_view theirs, const Spake2Bond& bond);

/// HKDF-SHA-256 without salt (RFC 5869).
Sha256 derive_key(std::string_view secret, std::string_view purpose);
/// HMAC-SHA-256.
Sha256 keyed_digest(std::string_view key, std::string_view text);
/// In the same time whatever they hold; false for unequal lengths.
bool equal_in_constant_time(std::string_view a, std::string_view b);
}  // namespace holdfast::vault
