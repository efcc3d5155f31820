#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/digest.h"
#include "base/instant.h"
#include "http/message.h"

namespace holdfast::routes {
/// What a terminal that paired by an exchange sends with every request, so that its token alone is worth nothing:
/// `Holdfast-Proof: <nonce>.<id>.<MAC>`. The nonce is one that we gave (`Holdfast-Nonce` of an answer), the id is the
/// terminal's, of up to 64 characters, and new each time; the MAC is HMAC-SHA-256 in base64url, by the key that came of
/// the exchange, over what proof_text() says. After the model of DPoP (RFC 9449), with a MAC for its signature: some
/// microseconds a request, and the body is proved as well.
std::string proof_text(const http::Request& request, std::string_view target, std::string_view token,
                       std::string_view nonce, std::string_view id);

/// I/O thread only; nothing of it is stored, so that a restart asks for one more round trip.
class ProofGuard {
 public:
  static constexpr std::int64_t nonce_seconds = 120;       ///< and as long again as the one before
  static constexpr std::size_t most_of_a_nonce = 200'000;  ///< proofs remembered until the next nonce comes early
  explicit ProofGuard(std::function<std::uint64_t()> random) : random_{std::move(random)} {}
  enum class Verdict {
    good,
    good_renew,  ///< by the nonce before: say the new one
    stale,       ///< none, an old nonce, or sent a second time: once more, with the nonce of now
    wrong,
  };
  /// `target` is what the caller asked for; of a WebSocket, whose proof is in it, the path alone.
  Verdict judge(const http::Request& request, std::string_view target, std::string_view token, std::string_view proof,
                const Sha256& key, Instant now);
  const std::string& nonce(Instant now);

 private:
  struct Epoch {
    std::string nonce;
    std::unordered_set<std::uint64_t> seen;  // the first eight bytes of each MAC
  };
  std::function<std::uint64_t()> random_;
  Epoch current_, before_;
  Instant until_;
};
}  // namespace holdfast::routes
