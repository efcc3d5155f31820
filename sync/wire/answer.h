#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "wire/bodies.h"
#include "wire/fault.h"
#include "wire/site_chain.h"

namespace holdfast::wire {
/// What a hub holds of a site's log, said after its commit: everything up to `ack` in `epoch`, byte for byte, proved by
/// the hash there. The site compares with its own hash before it moves its cursor.
struct Ack {
  std::int64_t epoch = 1;
  Link ack;
  std::int64_t applied_seq = 0;  ///< how far it is projected; nothing above min(ack, applied) may be deleted
  Instant server_time;
  int max_events = 1000;
  std::int64_t max_bytes = std::int64_t{8} << 20;
  std::vector<Place> holes;  ///< bodies it waits for, oldest first, at most 200; those of fenced epochs too
  friend bool operator==(const Ack&, const Ack&) = default;
};
std::string encode(const Ack& ack);
Decoded<Ack> decode_ack(std::string_view text);

/// A refusal, an RFC 9457 problem with members of ours. `ack` and `epoch` are the hub's place wherever it knows the
/// site.
struct Refusal {
  int status = 400;
  Reason reason = Reason::form;
  std::string detail;
  std::optional<std::int64_t> seq;
  std::optional<std::int64_t> epoch;
  std::optional<Link> ack;
  std::optional<int> retry_after_s;
  std::optional<std::int64_t> max_bytes;
  std::optional<std::int64_t> snapshot_version;  ///< with `gone` and `ahead`: what to take instead
  friend bool operator==(const Refusal&, const Refusal&) = default;
};
Refusal refusal_of(const Fault& fault);
std::string encode(const Refusal& refusal);
/// Anything that is no problem document of ours (a proxy's page, nothing at all) is `form` with that status.
Refusal decode_refusal(int status, std::string_view text);
}  // namespace holdfast::wire
