#include "commands/permit.h"

#include <cstdlib>

#include "capabilities/capability_rows.h"
#include "capabilities/gate.h"

namespace holdfast::commands {
namespace {
bool may_approve(const Context& context) {
  // Nobody has signed on yet: what is asked there is asked again once it is known who it is.
  return context.actor == nullptr || context.actor->staff_id == 0 || context.actor->may(Permission::approve);
}
bool approved(const Context& context) {
  return context.approval && context.approval->permissions.test(static_cast<std::size_t>(Permission::approve));
}
}  // namespace

Result<> permit(db::Transaction& tx, const Context& context, std::size_t operation, const Act& act) {
  if (context.gate == nullptr) return {};
  const capabilities::Evaluation& matrix = context.gate->evaluation();
  const capabilities::Standing& standing =
      matrix.standing(operation, act.terminal ? matrix.find_terminal(*act.terminal) : nullptr);
  if (standing.state == capabilities::State::allowed) return {};
  const bool own = act.manager.value_or(may_approve(context));
  capabilities::Facts facts;
  if (act.amount) facts.amount = std::abs(*act.amount);
  facts.lease = act.lease;
  facts.terminal = act.terminal;
  facts.manager = own || approved(context);
  facts.currency_digits = context.site.currency.minor_units();
  for (const capabilities::Limit& limit : standing.limits)
    if (limit.kind == capabilities::LimitKind::total)
      facts.used_total = capabilities::used_since(tx.connection(), operation, matrix.since);
  const capabilities::Decision decision = capabilities::judge(matrix, operation, facts);
  if (decision.state == capabilities::State::denied)
    return tl::unexpected<Error>(capabilities::error_of(decision, context.utc_offset_min));
  if (!own && approved(context)) {
    facts.manager = false;  // would it have gone without?
    if (capabilities::judge(matrix, operation, facts).state == capabilities::State::denied)
      tx.prepare("UPDATE approval SET used_us = ? WHERE id = ? AND used_us IS NULL")
          .exec(context.now, context.approval->id);
  }
  context.gate->note(decision);
  return {};
}

Result<> permit(db::Transaction& tx, const Context& context, std::string_view operation, const Act& act) {
  return context.gate == nullptr ? Result<>{} : permit(tx, context, capabilities::operation_index(operation), act);
}
}  // namespace holdfast::commands
