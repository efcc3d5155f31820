#include "rollout/metadata.h"

#include <openssl/evp.h>

#include "base/digest.h"
#include "rollout/hex_text.h"

namespace holdfast::rollout {
namespace {
std::string digest_hex(const EVP_MD* algorithm, std::string_view bytes) {
  std::uint8_t out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), out, &size, algorithm, nullptr);
  return to_hex(std::span{out, size});
}

const EVP_MD* algorithm_of(std::string_view name) {
  return name == "sha256" ? EVP_sha256() : name == "sha384" ? EVP_sha384() : name == "sha512" ? EVP_sha512() : nullptr;
}

/// One segment of a path against one of a pattern: `*`, `?`, `[abc]`, `[!a-c]`.
bool segment_matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*') {
    for (std::size_t skip = 0; skip <= text.size(); ++skip)
      if (segment_matches(pattern.substr(1), text.substr(skip))) return true;
    return false;
  }
  if (text.empty()) return false;
  const std::size_t close = pattern.front() == '[' ? pattern.find(']', pattern.size() > 1 && pattern[1] == '!' ? 3 : 2)
                                                   : std::string_view::npos;
  if (close == std::string_view::npos)
    return (pattern.front() == '?' || pattern.front() == text.front()) &&
           segment_matches(pattern.substr(1), text.substr(1));
  std::string_view set = pattern.substr(1, close - 1);
  const bool without = set.starts_with('!');
  if (without) set.remove_prefix(1);
  bool in = false;
  for (std::size_t i = 0; i < set.size(); ++i) {
    const bool range = i + 2 < set.size() && set[i + 1] == '-';
    in = in || (range ? set[i] <= text.front() && text.front() <= set[i + 2] : set[i] == text.front());
    if (range) i += 2;
  }
  return in != without && segment_matches(pattern.substr(close + 1), text.substr(1));
}
}  // namespace

bool Delegation::covers(std::string_view path) const {
  const std::string digest = digest_hex(EVP_sha256(), path);
  for (const std::string& prefix : hash_prefixes)
    if (digest.starts_with(prefix)) return true;
  for (const std::string& pattern : patterns) {
    std::string_view want = pattern, have = path;
    for (;;) {
      const std::size_t a = want.find('/'), b = have.find('/');
      if (!segment_matches(want.substr(0, a), have.substr(0, b))) break;
      if (a == std::string_view::npos && b == std::string_view::npos) return true;
      if (a == std::string_view::npos || b == std::string_view::npos) break;
      want.remove_prefix(a + 1);
      have.remove_prefix(b + 1);
    }
  }
  return false;
}

bool Signatures::meet(const Role& role, const Keys& keys) const {
  std::set<std::string> good;
  for (const std::string& id : role.keys) {
    const auto key = keys.find(id);
    const auto signature = by_key.find(id);
    if (key != keys.end() && signature != by_key.end() && verifies(key->second, text, signature->second))
      good.insert(key->second.value);
  }
  return role.threshold > 0 && good.size() >= static_cast<std::size_t>(role.threshold);
}

std::optional<Distrust> wrong_bytes(std::string_view bytes, std::optional<std::uint64_t> length, const Hashes& hashes) {
  if (length && bytes.size() != *length)
    return Distrust{Distrust::Why::mismatch,
                    "it is " + std::to_string(bytes.size()) + " bytes long, not " + std::to_string(*length)};
  for (const auto& [name, digest] : hashes) {
    const EVP_MD* algorithm = algorithm_of(name);
    if (!algorithm) return Distrust{Distrust::Why::mismatch, "digests by " + name + " cannot be checked"};
    if (digest_hex(algorithm, bytes) != digest)
      return Distrust{Distrust::Why::mismatch, "its " + name + " is another one"};
  }
  return std::nullopt;
}
}  // namespace holdfast::rollout
