#include "commands/context.h"

namespace holdfast::commands {
Result<Consent> require(db::Transaction& tx, Context& context, Permission permission) {
  if (context.actor == nullptr || context.actor->may(permission)) return Consent{};
  const std::string name{name_of(permission)};
  if (!context.approval) return refuse(ErrorCode::approval_required, "`" + name + "` needs the approval of another person");
  const Approval& approval = *context.approval;
  if (approval.action != name || !approval.permissions.test(static_cast<std::size_t>(permission)))
    return refuse(ErrorCode::approval_required, "the approval was given for `" + approval.action + "`, not for `" + name + "`");
  tx.prepare("UPDATE approval SET used_us = ? WHERE id = ? AND used_us IS NULL").exec(context.now, approval.id);
  return Consent{approval.approver_id};
}

void audit(db::Transaction& tx, const Context& context, std::string_view action, std::string_view subject, std::string_view detail,
           const Consent& consent) {
  tx.prepare("INSERT INTO audit_entry(at_us, staff_id, approver_id, terminal_id, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .exec(context.now, context.actor != nullptr ? std::optional{context.actor->staff_id} : std::nullopt, consent.approver_id,
            context.actor != nullptr ? std::optional{context.actor->terminal_id} : std::nullopt, action, subject, detail);
}
}  // namespace holdfast::commands
