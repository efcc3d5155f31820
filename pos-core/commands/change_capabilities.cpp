#include "commands/change_capabilities.h"

#include "capabilities/capability_rows.h"
#include "capabilities/policy.h"

namespace holdfast::commands {
Result<> put_capability_policy(db::Transaction& tx, const Json& document, std::string_view text, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  TRY(capabilities::decode_policy(document));
  capabilities::save_policy(tx, text, context.now);
  audit(tx, context, "capability_policy", context.site.site_id, text, consent);
  context.emit(tx, "SettingsChanged", "site", Uuid{}, R"({"what":"capabilityPolicy"})");
  return {};
}

Result<> confirm_old_data(db::Transaction& tx, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::approve));
  capabilities::confirm(tx, context.business_date, context.actor_id(), context.now);
  std::string detail;
  JsonWriter{detail}.begin_object().member("businessDate", context.business_date).end_object();
  audit(tx, context, "old_data_confirmed", context.business_date, detail, consent);
  return {};
}

void record_drill(db::Transaction& tx, const RecordDrill& command, Context& context) {
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("mode", command.mode).member("reason", command.reason);
  if (command.until) json.key("until").time(*command.until, context.utc_offset_min);
  if (!command.denied.empty()) {
    json.key("denied").begin_object();
    for (const auto& [operation, times] : command.denied) json.member(operation, times);
    json.end_object();
  }
  json.end_object();
  audit(tx, context, "outage_drill", context.site.site_id, detail);
}
}  // namespace holdfast::commands
