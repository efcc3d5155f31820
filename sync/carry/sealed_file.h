#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

/// Files that somebody carries between a store and its hub while there is no line: sealed to the reader, signed by the
/// writer (schema/sync.yaml, "Carry-out"). X25519, HKDF-SHA256, AES-256-GCM; ECDSA with SHA-256 by the writer's key.
namespace holdfast::carry {
using Key = std::array<std::uint8_t, 32>;
struct KeyPair {
  Key secret{}, open{};
};
/// The pair of a secret that is kept elsewhere already: a hub's is derived from its authority's key, so that all hubs
/// of one authority have the same.
KeyPair derive_pair(std::string_view secret);
KeyPair pair_of(const Key& secret);
Key random_key();

/// `header` is a JSON object that everybody may read and nobody can change.
std::string seal(std::string_view header, std::string_view body, const Key& reader, std::string_view writer_key_pem);

struct Sealed {
  std::string_view header, signed_part, signature;
  std::string_view key, body;  ///< the writer's one-time key, and the ciphertext with its tag
};
/// Takes the file apart; it is whole when this answers. Refuses invalid_argument: no such file, cut off, or too long.
Result<Sealed> take_apart(std::string_view file);
/// Whether the holder of this certificate's key signed it.
bool is_signed_by(const Sealed& sealed, std::string_view certificate_pem);
/// Refuses conflict: sealed to somebody else, or altered.
Result<std::string> open(const Sealed& sealed, const KeyPair& reader);
}  // namespace holdfast::carry
