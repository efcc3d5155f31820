#pragma once
#include <functional>
#include <string>

#include "routes/api.h"

namespace holdfast::routes {
/// An act that changes no row of its own, as the audit trail is to tell it; `detail` is a JSON object.
struct AuditedAct {
  std::string action, subject, detail = "{}";
};
/// The Write of an act: its entry, then what it answers. `act` runs on the writer's thread before the commit, so that a
/// refusal takes the entry back, and nothing is done of which no entry is kept.
store::Write audited(AuditedAct told, std::function<Result<Answer>()> act);
/// The same for what was read or begun already: nobody gets the answer before the entry is kept.
store::Write audited(AuditedAct told, Answer answer);
}  // namespace holdfast::routes
