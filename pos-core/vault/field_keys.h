#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace holdfast::vault {
/// What a word is found by without being there: 8 bytes of a keyed digest.
using Token = std::array<std::uint8_t, 8>;

/// The keys that personal data and secrets are sealed with before they enter the database: the newest seals, all of
/// them open. AES-256-GCM with the place (`person.name/<uuid>`) authenticated, so that a value moved to another row or
/// column does not open. The nonce is a keyed digest of place and text (as SIV does it, RFC 5297 section 3): no
/// randomness is needed, and a nonce comes twice only with the same text at the same place.
class FieldKeys {
 public:
  FieldKeys() = default;
  /// A key a line, 64 hex digits, the newest first; lines that start with `#` and empty ones do not count. Refuses
  /// invalid_argument.
  static Result<FieldKeys> parse(std::string_view text);

  bool empty() const { return keys_.empty(); }
  std::size_t size() const { return keys_.size(); }
  /// What values sealed by the newest key begin with: `hf1.<key id>.`; empty without a key.
  std::string newest_prefix() const;
  /// `hf1.<key id>.<base64url>`; without a key the text itself.
  std::string seal(std::string_view plain, std::string_view place) const;
  /// What was never sealed comes back as it is. Nothing: altered, moved, or sealed with a key that is not here.
  std::optional<std::string> open(std::string_view stored, std::string_view place) const;
  /// Of the newest key, for what is written.
  Token token(std::string_view word) const;
  /// Of every key, for what is looked for.
  std::vector<Token> tokens(std::string_view word) const;

 private:
  using Bytes = std::array<std::uint8_t, 32>;
  struct Key {
    std::string id;
    Bytes encrypt{}, nonce{}, index{};
  };
  std::vector<Key> keys_;
};
bool is_sealed(std::string_view stored);
}  // namespace holdfast::vault
