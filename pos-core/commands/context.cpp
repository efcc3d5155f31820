#include "commands/context.h"

#include "capabilities/gate.h"
#include "catalogue/former.h"
#include "daybook/audit_rows.h"

namespace holdfast::commands {
namespace {
/// The approval that came with the request, if it was given for one of the two by somebody who may do `needed`; it is spent.
Result<Consent> spend(db::Transaction& tx, const Context& context, Permission action, Permission needed) {
  const std::string name{name_of(action)};
  if (!context.approval) return refuse(ErrorCode::approval_required, "`" + name + "` needs the approval of another person");
  const Approval& approval = *context.approval;
  if ((approval.action != name && approval.action != name_of(needed)) || !approval.permissions.test(static_cast<std::size_t>(needed)))
    return refuse(ErrorCode::approval_required, "the approval was given for `" + approval.action + "`, not for `" + name + "`");
  tx.prepare("UPDATE approval SET used_us = ? WHERE id = ? AND used_us IS NULL").exec(context.now, approval.id);
  return Consent{approval.approver_id};
}
}  // namespace

events::Origin Context::origin() const {
  return {now, utc_offset_min, correlation_id, actor, gate != nullptr ? std::string_view{gate->facts()} : std::string_view{}};
}

Result<Consent> require(db::Transaction& tx, Context& context, Permission permission) {
  // Read now and written back, an article would undo what a version that is not shown yet has for it.
  if (permission == Permission::catalogue_edit && context.actor != nullptr && catalogue::holds_former(tx.connection()))
    return refuse(ErrorCode::busy, "new articles and prices are being taken over from the hub: again in some seconds");
  if (context.actor == nullptr || context.actor->may(permission)) return Consent{};
  return spend(tx, context, permission, permission);
}

Result<Consent> require_backing(db::Transaction& tx, Context& context, Permission action, Permission backing) {
  if (context.actor == nullptr || context.actor->may(backing)) return Consent{};
  return spend(tx, context, action, backing);
}

void audit(db::Transaction& tx, const Context& context, std::string_view action, std::string_view subject, std::string_view detail,
           const Consent& consent) {
  fiscal::AuditFacts facts{.id = 0, .at_us = context.now.unix_us(), .staff = {}, .approver = consent.approver_id, .terminal = {},
                           .action = action, .subject = subject, .detail = detail};
  if (context.actor != nullptr) {
    facts.staff = context.actor->staff_id;
    facts.terminal = context.actor->terminal_id;
  }
  daybook::append_audit(tx, facts);
}
}  // namespace holdfast::commands
