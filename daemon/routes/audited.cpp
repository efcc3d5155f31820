#include "routes/audited.h"

#include "commands/context.h"

namespace holdfast::routes {
store::Write audited(AuditedAct told, std::function<Result<Answer>()> act) {
  return [told = std::move(told), act = std::move(act)](db::Transaction& tx,
                                                        commands::Context& context) -> Result<Answer> {
    commands::audit(tx, context, told.action, told.subject, told.detail);
    return act();
  };
}
store::Write audited(AuditedAct told, Answer answer) {
  return audited(std::move(told), [answer = std::move(answer)]() -> Result<Answer> { return answer; });
}
}  // namespace holdfast::routes
