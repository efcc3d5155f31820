#pragma once
#include <optional>
#include <string>

#include "base/json_writer.h"
#include "events/event_log.h"
#include "site/site.h"
#include "staff/permission.h"

namespace holdfast::capabilities {
class Gate;
}

namespace holdfast::commands {
/// What a command may know of the world; no clock, no randomness of its own.
struct Context {
  Instant now;
  int utc_offset_min = 0;
  std::string business_date;              ///< YYYY-MM-DD in the store's zone
  std::string correlation_id;
  const Site& site;
  IdSource& ids;
  events::EventLog& log;
  const Actor* actor = nullptr;           ///< null: the appliance itself (jobs, CLI)
  std::optional<Approval> approval;       ///< another person's consent that came with the request
  capabilities::Gate* gate = nullptr;     ///< what may be done now, see permit.h; null: everything

  events::Origin origin() const;
  events::Appended emit(db::Transaction& tx, std::string_view type, std::string_view aggregate_type, const Uuid& aggregate,
                        std::string payload) {
    return log.append(tx, {type, aggregate_type, aggregate, std::move(payload)}, origin());
  }
  std::int64_t actor_id() const { return actor != nullptr ? actor->staff_id : 0; }
};

/// Who allowed it: nobody but the actor, or the approver (row) whose approval was used up by this call.
struct Consent {
  std::optional<std::int64_t> approver_id;
};
/// The actor's own permission, else the approval that came with the request, which is spent. Refuses with approval_required.
Result<Consent> require(db::Transaction& tx, Context& context, Permission permission);
/// The same where the person who consents needs more than what the approval is for: `backing`, which a cashier may not have
/// though the `action` itself is allowed (closing a shift whose cash is off).
Result<Consent> require_backing(db::Transaction& tx, Context& context, Permission action, Permission backing);
/// Writes who did what to the audit trail. `detail` is a JSON object.
void audit(db::Transaction& tx, const Context& context, std::string_view action, std::string_view subject, std::string_view detail,
           const Consent& consent = {});
}  // namespace holdfast::commands
