#pragma once
#include <vector>

#include "base/digest.h"
#include "engine/publishing.h"

namespace holdfast::server {
/// What PINs that are set at the hub are hashed with besides their salt. All hubs of one authority have the same;
/// stores are told it in hello, by their certificate, and keep it outside of their database.
Sha256 pin_key(const std::string& authority_key_pem);

/// A `pin` in a row of staff becomes `pinHash`, `hub$argon2id$…` (pos-core/staff/pin.h): the PIN itself is kept
/// nowhere. The same PIN of the same person gives the same hash, so sending a file again says nothing new. Takes about
/// a twentieth of a second each. Refuses invalid_argument for what can be no PIN, and a `pinHash` that no store would
/// look at.
Result<> seal_pins(std::vector<engine::MasterRow>& rows, const Sha256& key);
}  // namespace holdfast::server
