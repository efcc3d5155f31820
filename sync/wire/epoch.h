#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "wire/bodies.h"
#include "wire/fault.h"
#include "wire/site_chain.h"

namespace holdfast::wire {
/// Why one life of a site's database ends (design 1.1).
enum class EpochReason {
  restore,  ///< from a backup: the hub may know events that the site has forgotten
  rebuild,  ///< new hardware, nothing kept
  fork,     ///< both sides hold another event in the same place
  fenced,   ///< the hub does not take the epoch (another appliance took the next one, or the hub itself is older)
};
std::string_view name_of(EpochReason reason);

struct Landmark {
  Place place;
  Sha256 hash{};
  friend bool operator==(const Landmark&, const Landmark&) = default;
};
/// `POST /sync/v1/sites/{id}/epochs`. `key` is minted once and the same for each attempt, so that a lost answer does
/// not burn an epoch. `landmarks` are places of the site's own log, newest first, thinning out: the hub names the
/// newest that it holds too, and all after it is written again into the new epoch with the same ids and bodies.
struct EpochRequest {
  std::string site_id;
  Uuid key;
  EpochReason reason = EpochReason::restore;
  std::int64_t from_epoch = 1;
  std::vector<Landmark> landmarks;  ///< at most 256
  friend bool operator==(const EpochRequest&, const EpochRequest&) = default;
};
/// How far a register's numbers went as the hub knows it: the site goes on above the higher of both.
struct RegisterMark {
  std::string series;  ///< what stands before the last `-` of a receipt number
  std::int64_t highest_receipt = 0;
  friend bool operator==(const RegisterMark&, const RegisterMark&) = default;
};
struct EpochGrant {
  std::int64_t epoch = 1;
  std::optional<Place> common;  ///< empty: nothing in common, everything the site keeps is sent again
  std::vector<RegisterMark> registers;
  friend bool operator==(const EpochGrant&, const EpochGrant&) = default;
};

std::string encode(const EpochRequest& request);
Decoded<EpochRequest> decode_epoch_request(std::string_view text);
std::string encode(const EpochGrant& grant);
Decoded<EpochGrant> decode_epoch_grant(std::string_view text);
}  // namespace holdfast::wire
