#pragma once
#include <string_view>

#include "engine/hub_database.h"
#include "engine/reply.h"
#include "wire/batch.h"
#include "wire/packing.h"

namespace holdfast::engine {
/// A tenant's site on this hub: made once by enrolment, with epoch 1.
void enrol(HubTransaction& tx, const SiteKey& key, const std::string& channel, Instant now);

/// Takes what sites send. It stores a batch wholly or not at all, byte for byte, and answers after the commit with how
/// far it now is; the same batch again is answered the same. It looks at order, identity and digests, never at what an
/// event means: that is projection, a second step. Knows nothing between two calls.
class Ingest {
 public:
  Ingest(HubDatabase& database, wire::Limits limits = {}) : database_{database}, limits_{limits} {}

  /// `from` is the sender as its certificate names it.
  Reply take_events(const SiteKey& from, wire::Coding coding, std::string_view packed, Instant now);
  Reply take_bodies(const SiteKey& from, wire::Coding coding, std::string_view packed, Instant now);
  /// POST …/epochs: fences the present epoch for ever and opens the next.
  Reply open_epoch(const SiteKey& from, std::string_view text, Instant now);

 private:
  HubDatabase& database_;
  wire::Limits limits_;
  wire::Packer packer_;
};
}  // namespace holdfast::engine
