#include "routes/proof_guard.h"

#include <cstring>

#include "base/base64.h"
#include "vault/spake2.h"

namespace holdfast::routes {
namespace {
constexpr std::size_t longest_id = 64;

struct Parts {
  std::string_view nonce, id, mac;
};
Parts parts_of(std::string_view proof) {
  const std::size_t first = proof.find('.'), last = proof.rfind('.');
  if (first == std::string_view::npos || first == last) return {};
  return {proof.substr(0, first), proof.substr(first + 1, last - first - 1), proof.substr(last + 1)};
}
}  // namespace

std::string proof_text(const http::Request& request, std::string_view target, std::string_view token,
                       std::string_view nonce, std::string_view id) {
  std::string text{"holdfast-proof-1"};
  text.reserve(512);
  for (const std::string_view part : {http::to_string(request.method), target, token, request.header("Idempotency-Key"),
                                      request.header("If-Match"), request.header("Approval")})
    text.append(1, '\n').append(part);
  text.append(1, '\n').append(to_hex(sha256(request.body)));
  return text.append(1, '\n').append(nonce).append(1, '\n').append(id);
}

const std::string& ProofGuard::nonce(Instant now) {
  const bool early = now < until_.plus_seconds(-nonce_seconds);  // the clock was put back
  if (current_.nonce.empty() || early || until_ <= now || current_.seen.size() >= most_of_a_nonce) {
    // Nobody came for a whole life of it: the one before is too old as well.
    const bool long_ago = until_.plus_seconds(nonce_seconds) <= now;
    before_ = long_ago ? Epoch{} : std::move(current_);
    const std::array<std::array<std::uint8_t, 8>, 2> bytes{big_endian(random_()), big_endian(random_())};
    current_ = {to_base64(std::string{bytes_of(bytes[0])} + std::string{bytes_of(bytes[1])}, Base64::url), {}};
    until_ = now.plus_seconds(nonce_seconds);
  }
  return current_.nonce;
}

ProofGuard::Verdict ProofGuard::judge(const http::Request& request, std::string_view target, std::string_view token,
                                      std::string_view proof, const Sha256& key, Instant now) {
  nonce(now);
  const Parts parts = parts_of(proof);
  if (parts.nonce.empty() || parts.id.empty() || parts.id.size() > longest_id) return Verdict::stale;
  Epoch* const epoch = parts.nonce == current_.nonce ? &current_ : parts.nonce == before_.nonce ? &before_ : nullptr;
  if (epoch == nullptr) return Verdict::stale;
  const Sha256 wanted = vault::keyed_digest(bytes_of(key), proof_text(request, target, token, parts.nonce, parts.id));
  const auto given = from_base64(parts.mac, Base64::url);
  if (!given || !vault::equal_in_constant_time(bytes_of(wanted), *given)) return Verdict::wrong;
  std::uint64_t mark = 0;
  std::memcpy(&mark, wanted.data(), sizeof mark);
  if (!epoch->seen.insert(mark).second) return Verdict::stale;
  return epoch == &current_ ? Verdict::good : Verdict::good_renew;
}
}  // namespace holdfast::routes
