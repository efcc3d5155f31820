#pragma once
#include "commands/context.h"
#include "devices/claim.h"

namespace holdfast::commands {
struct ClaimDevice {
  Uuid device;
  std::int64_t seconds = 120;  ///< from now; 1 to 3600
  /// Terminals that were there and are not any more: nobody stands at them who could let go.
  std::vector<Uuid> left = {};
  bool take_over = false;  ///< also from a terminal that is there; needs take_over
};
/// The terminal of the actor works with the device from now on; the one that has it has it longer. Refuses
/// in_use_elsewhere, naming who, while another terminal holds it that has not left, unless it is taken over. A change of owner is audited and emits
/// DeviceClaimChanged.
Result<devices::Claim> claim_device(db::Transaction& tx, const ClaimDevice& command, Context& context);

/// By the owner; with `force` by whoever may device_admin. Without a claim nothing happens.
enum class Release { own, forced };
Result<> release_device(db::Transaction& tx, const Uuid& device, Release release, Context& context);

/// Refuses in_use_elsewhere when a terminal that is not the actor's holds it.
Result<> require_unclaimed(db::Connection& connection, std::int64_t device_row, const Actor* actor, Instant now);

/// Of a terminal that leaves (`why`: `terminal_revoked`), or where `staff_row` signs off.
void release_claims(db::Transaction& tx, std::int64_t terminal_row, std::optional<std::int64_t> staff_row,
                    std::string_view why, Context& context);
/// Lets go of those whose time is up; now and then.
void expire_claims(db::Transaction& tx, Context& context);
}  // namespace holdfast::commands
