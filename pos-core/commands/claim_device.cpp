#include "commands/claim_device.h"

#include <algorithm>

#include "devices/device_rows.h"
#include "staff/terminal_rows.h"

namespace holdfast::commands {
namespace {
using devices::Claim;
constexpr std::int64_t most_seconds = 3600;

std::string payload_of(const Uuid& device, std::string_view change, const Claim& claim, int utc_offset_min) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("deviceId", device).member("change", change).member("terminalId", claim.terminal);
  json.member("terminalName", claim.terminal_name).member("staff", claim.staff_code);
  json.key("since").time(claim.since, utc_offset_min);
  json.key("expiresAt").time(claim.expires, utc_offset_min).end_object();
  return out;
}

/// Of one that ends, or begins.
void tell(db::Transaction& tx, const Uuid& device, std::string_view change, const Claim& claim, Context& context,
          const Consent& consent = {}) {
  const std::string payload = payload_of(device, change, claim, context.utc_offset_min);
  context.emit(tx, "DeviceClaimChanged", "device", device, payload);
  audit(tx, context, "device_claim_" + std::string{change}, to_string(device), payload, consent);
}

void end(db::Transaction& tx, const Claim& claim, std::string_view change, Context& context) {
  devices::remove_claim(tx, claim.device_row);
  // A removed device has nobody who wants to know.
  if (const auto device = devices::load(tx.connection(), claim.device_row))
    tell(tx, device->id, change, claim, context);
}

auto in_use(const Claim& claim, const Context* context) {
  std::string detail = "`" + claim.terminal_name + "` (" + claim.staff_code + ") works with it";
  if (context != nullptr) detail += " until " + to_rfc3339(claim.expires, context->utc_offset_min);
  return refuse(ErrorCode::in_use_elsewhere, std::move(detail));
}
}  // namespace

Result<Claim> claim_device(db::Transaction& tx, const ClaimDevice& command, Context& context) {
  if (context.actor == nullptr || context.actor->terminal_id == 0)
    return refuse(ErrorCode::conflict, "only a paired terminal works with a device");
  if (command.seconds < 1 || command.seconds > most_seconds)
    return refuse(ErrorCode::invalid_argument, "a claim lasts 1 to 3600 seconds", {{"/seconds", "is 1 to 3600"}});
  const devices::Device device = TRY(devices::load(tx.connection(), command.device));
  if (!device.active) return refuse(ErrorCode::conflict, "the device is switched off");
  const auto held = devices::find_claim(tx.connection(), device.row, context.now);
  const bool own = held && held->terminal_row == context.actor->terminal_id;
  if (held && !own) {
    const bool gone = std::ranges::find(command.left, held->terminal) != command.left.end();
    if (!gone && !command.take_over) return in_use(*held, &context);
    Consent consent;
    if (!gone) consent = TRY(require(tx, context, Permission::take_over));
    devices::remove_claim(tx, device.row);
    tell(tx, device.id, gone ? "left" : "taken_over", *held, context, consent);
  }
  Claim claim;
  if (own) {
    claim = *held;
  } else {
    for (const Claim& old : devices::expired_claims(tx.connection(), context.now))
      if (old.device_row == device.row) end(tx, old, "expired", context);
    claim.device_row = device.row;
    claim.terminal_row = context.actor->terminal_id;
    claim.terminal = context.actor->terminal;
    if (const auto terminal = staff::find_terminal(tx.connection(), claim.terminal))
      claim.terminal_name = terminal->name;
    claim.since = context.now;
  }
  claim.staff_row = context.actor->staff_id;
  claim.staff_code = context.actor->staff_code;
  claim.expires = context.now.plus_seconds(command.seconds);
  devices::save(tx, claim);
  if (!own) tell(tx, device.id, "claimed", claim, context);
  return claim;
}

Result<> release_device(db::Transaction& tx, const Uuid& id, Release release, Context& context) {
  Consent consent;
  if (release == Release::forced) consent = TRY(require(tx, context, Permission::device_admin));
  const devices::Device device = TRY(devices::load(tx.connection(), id));
  const auto held = devices::find_claim(tx.connection(), device.row, context.now);
  if (!held) return {};
  const bool own = context.actor != nullptr && held->terminal_row == context.actor->terminal_id;
  if (!own && release == Release::own) return in_use(*held, &context);
  devices::remove_claim(tx, device.row);
  tell(tx, device.id, own ? "released" : "forced", *held, context, consent);
  return {};
}

Result<> require_unclaimed(db::Connection& connection, std::int64_t device_row, const Actor* actor, Instant now) {
  const auto held = devices::find_claim(connection, device_row, now);
  if (!held || (actor != nullptr && actor->terminal_id == held->terminal_row)) return {};
  return in_use(*held, nullptr);
}

void release_claims(db::Transaction& tx, std::int64_t terminal_row, std::optional<std::int64_t> staff_row,
                    std::string_view why, Context& context) {
  for (const Claim& claim : devices::claims_of_terminal(tx.connection(), terminal_row))
    if (!staff_row || claim.staff_row == *staff_row) end(tx, claim, why, context);
}

void expire_claims(db::Transaction& tx, Context& context) {
  for (const Claim& claim : devices::expired_claims(tx.connection(), context.now)) end(tx, claim, "expired", context);
}
}  // namespace holdfast::commands
