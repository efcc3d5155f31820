#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/json.h"

/// When a store changes over to a release that lies ready. Source: the update design, section 4, `waiting`.
namespace holdfast::rollout {
struct UpdatePolicy {
  bool automatic = true;  ///< the hub's wish is followed; a person may always
  std::array<bool, 7> days{true, true, true, true, true, true, true};  ///< from Monday, on which the window opens
  int from_minute = 2 * 60, to_minute = 5 * 60;  ///< of the store's day; `to` before `from` is over midnight
  bool after_close = false;                      ///< also once the last shift was closed
  bool needs_no_shift = true;                    ///< not while a shift is open
  std::int64_t bytes_per_second = 0;             ///< of the line, for a download; 0: no limit of its own
  bool shares = true;                            ///< gives what it fetched to other appliances nearby
  std::vector<std::string> peers;                ///< `https://10.0.0.5:8443`: asked before the hub
  friend bool operator==(const UpdatePolicy&, const UpdatePolicy&) = default;
};
UpdatePolicy read_policy(const Json& document, std::vector<FieldError>& errors);
std::string policy_text(const UpdatePolicy& policy);

struct ShopState {
  bool paying = false;  ///< a card attempt or an order is between money and receipt
  bool busy = false;    ///< somebody is at a cart
  bool open_shift = false;
  bool closed_lately = false;  ///< the last shift of the day was closed some minutes ago
};
struct Moment {
  bool now = false;
  std::string waits_for;            ///< `payment`, `cart`, `shift`, `window`
  std::optional<Instant> opens_at;  ///< the window, when that is what it waits for
};
/// `forced`: a person said now, so neither window nor shift hold it up; money that is moving always does.
Moment moment(const UpdatePolicy& policy, const ShopState& shop, Instant now, int utc_offset_min, bool forced);

/// What the hub wanted when it was heard last, since the daemon started.
struct Calling {
  bool heard = false;
  std::string release = {};  ///< the digest that it wishes; empty: nothing, or the release before
};
/// Whether a release that the hub sent, and that lies ready, has to stay where it lies: its rollout was halted, or
/// stopped by a rule, while the store waited for its window. A hub that cannot be heard took nothing back.
inline bool called_off(const Calling& hub, const std::string& digest) { return hub.heard && hub.release != digest; }
}  // namespace holdfast::rollout
