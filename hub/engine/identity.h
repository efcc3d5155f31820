#pragma once
#include <optional>
#include <span>
#include <string>

#include "engine/hub_database.h"
#include "engine/outbound_rows.h"

/// A proof of age by an identity provider (a wallet), which a connector talks to. A store's question becomes
/// `signal.identity.requested`; what the connector says to it (`signal.identity.ready` with the address for the wallet,
/// `signal.identity.checked` with the verdict) is kept for the store to ask for, until kept answers are forgotten. Of a
/// person nothing is kept but the verdict.
namespace holdfast::engine {
struct IdentityState {
  std::string state = "asked";  ///< asked | ready | proved | refused
  std::string url, session;
  Instant polled;
  bool is_over() const { return state == "proved" || state == "refused"; }
};
/// Names a store's question towards others, and in what they say to it: `SITE/ID`.
std::string identity_subject(const SiteKey& site, const Uuid& request);

/// Whether somebody listens who may answer it.
bool identity_is_wanted(HubTransaction& tx, const std::string& tenant);
void begin_identity(HubTransaction& tx, const SiteKey& site, const Uuid& request, int min_age, Instant now);
/// None: nobody has asked that. Has the provider asked again, every two seconds at most.
std::optional<IdentityState> identity_state(HubTransaction& tx, const SiteKey& site, const Uuid& request, Instant now);

/// Signals on their way out: told to whoever subscribes, and kept where a store waits for them.
void append_signals(HubTransaction& tx, const std::string& tenant, std::span<const OutboundEvent> signals, Instant now);
}  // namespace holdfast::engine
