#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wire/fault.h"
#include "wire/limits.h"

namespace holdfast::wire {
constexpr std::string_view bodies_type = "application/vnd.holdfast.bodies+ndjson";

/// A place in any epoch of a site's log.
struct Place {
  std::int64_t epoch = 1;
  std::int64_t seq = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};
struct LateBody {
  Place place;
  std::string body;
  friend bool operator==(const LateBody&, const LateBody&) = default;
};
/// Bodies that follow their holes: the deferred lanes of a backlog, or one that was released from review. A header
/// `{"protocol","siteId","places":[[epoch,seq],...]}`, then each body in that order. They may arrive in any order and
/// twice: each is checked against the digest that the chain fixed.
struct BodyBatch {
  std::string site_id;
  std::vector<LateBody> bodies;
};
std::string encode_bodies(std::string_view site_id, std::span<const LateBody> bodies);
/// Faults: form, size, protocol, count, line (its `seq` is the index in `places`).
Decoded<BodyBatch> decode_bodies(std::string_view text, const Limits& limits = {});
}  // namespace holdfast::wire
