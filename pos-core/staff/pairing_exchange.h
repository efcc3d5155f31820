#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "vault/spake2.h"

namespace holdfast::staff {
/// What both ends of a pairing have to mean alike, so that it is confirmed along with the code (`additional` of
/// SPAKE2). Of the certificates SHA-256 over DER in hex, empty where the store has none: who stands in between cannot
/// put others.
struct PairingBinding {
  std::string certificate, authority;
  std::string kind, name;
};
vault::Spake2Bond bond_of(const PairingBinding& binding);

/// The keys that come of an exchange: the store's answer is sealed by one, the terminal's requests are proved by the
/// other.
Sha256 answer_key(const vault::Spake2Keys& keys);
Sha256 proof_key(const vault::Spake2Keys& keys);
/// Both ends know the code once they have sent this. In constant time.
bool confirms(const vault::Spake2Keys& keys, std::string_view terminal_confirmation);

/// Exchanges that have begun: kept in memory, each for a minute and for one answer. A restart ends them; the terminal
/// begins anew.
class OpenExchanges {
 public:
  struct Open {
    std::int64_t code_row = 0;
    vault::Spake2Keys keys;
    std::string kind, name;
    Instant until;
  };
  static constexpr std::int64_t seconds = 60;
  static constexpr std::size_t most = 64;
  /// With `most` of them the oldest goes.
  void add(const Uuid& id, Open open, Instant now);
  std::optional<Open> take(const Uuid& id, Instant now);
  std::size_t size() const { return open_.size(); }

 private:
  std::map<Uuid, Open> open_;
};
}  // namespace holdfast::staff
