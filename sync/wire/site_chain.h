#pragma once
#include <cstdint>
#include <string_view>

#include "base/digest.h"
#include "base/id.h"

/// The hash chain over a site's log, design section 1.1. pos-core/events makes it, both ends of the line check it; the
/// hub links none of the selling core, hence the second copy of two formulas (the vectors hold both to the same bytes).
namespace holdfast::wire {
/// A place in one epoch of a site's log: `seq` from 1 without a gap, 0 for the start with the genesis hash.
struct Link {
  std::int64_t seq = 0;
  Sha256 hash{};
  friend bool operator==(const Link&, const Link&) = default;
};

/// H(0) = SHA("HF-GENESIS1\0" || siteId || "\0" || u64(epoch))
Sha256 genesis(std::string_view site_id, std::int64_t epoch);
/// H(n) = SHA("HF-EV1\0" || H(n-1) || u64(seq) || id || SHA(body))
Sha256 next_hash(const Sha256& previous, std::int64_t seq, const Uuid& id, const Sha256& body_sha);
}  // namespace holdfast::wire
