#include "commands/sign_on.h"

#include <algorithm>

#include "base/check.h"
#include "commands/claim_device.h"
#include "commands/permit.h"

namespace holdfast::commands {
namespace {
constexpr std::int64_t approval_seconds = 120;

struct BothTries {
  staff::Tries person, terminal;
  Instant locked_until() const { return std::max(person.locked_until, terminal.locked_until); }
};
BothTries read_tries(db::Transaction& tx, const staff::PinCheck& check, std::int64_t terminal_row) {
  BothTries tries{{}, staff::tries_of_terminal(tx.connection(), terminal_row)};
  if (check.person) tries.person = staff::tries_of_person(tx.connection(), *check.person);
  return tries;
}
void store_tries(db::Transaction& tx, const staff::PinCheck& check, std::int64_t terminal_row, const BothTries& tries) {
  staff::set_tries_of_terminal(tx, terminal_row, tries.terminal);
  if (check.person) staff::set_tries_of_person(tx, *check.person, tries.person);
}

PinRejected locked_out(Instant until) {
  return {ErrorCode::locked_out, "locked after too many wrong PINs: wait, or ask a manager", until};
}

/// Counts a wrong try against the person, if there is one, and the terminal, so that both look the same from outside.
PinRejected count_wrong(db::Transaction& tx, const staff::PinCheck& check, const std::optional<staff::Person>& person,
                        BothTries tries, Context& context) {
  const Actor& at = *context.actor;
  tries.terminal = staff::after_failure(tries.terminal, context.now);
  if (person) tries.person = staff::after_failure(tries.person, context.now);
  store_tries(tx, check, at.terminal_id, tries);
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("terminalId", at.terminal);
  if (person) json.member("staffId", person->id);
  json.end_object();
  const std::string subject = person ? to_string(person->id) : "unknown";
  audit(tx, context, "wrong_pin", subject, detail);
  if (tries.locked_until() > context.now) {
    context.emit(tx, "StaffLockedOut", person ? "staff" : "terminal", person ? person->id : at.terminal, detail);
    audit(tx, context, "locked_out", subject, detail);
  }
  return {ErrorCode::wrong_pin, "staff code or PIN is wrong", {}};
}

/// The person whose PIN it is, or why not. Everything is looked at again: the check was made some time ago.
std::variant<staff::Person, PinRejected> accept_pin(db::Transaction& tx, const staff::PinCheck& checked,
                                                    Context& context) {
  check(context.actor != nullptr);
  const BothTries tries = read_tries(tx, checked, context.actor->terminal_id);
  if (tries.locked_until() > context.now) return locked_out(tries.locked_until());
  // Locked when it was looked at, open by now: nothing was tried, so nothing counts, but nobody gets in either.
  if (checked.skipped) return locked_out(context.now.plus_seconds(1));
  auto person = checked.person ? staff::find_person(tx.connection(), *checked.person) : std::nullopt;
  const bool right = checked.right && person && person->active && person->pin_hash == checked.pin_hash;
  if (!right) return count_wrong(tx, checked, person, tries, context);
  if (tries.person.failed != 0 || tries.terminal.failed != 0) store_tries(tx, checked, context.actor->terminal_id, {});
  return *std::move(person);
}
}  // namespace

Result<std::variant<SignedOn, PinRejected>> sign_on(db::Transaction& tx, const SignOn& command, Context& context) {
  auto accepted = accept_pin(tx, command.check, context);
  if (auto* rejected = std::get_if<PinRejected>(&accepted)) return std::move(*rejected);
  SignedOn signed_on{.session = {},
                     .token = staff::session_token(command.random),
                     .person = std::get<staff::Person>(std::move(accepted)),
                     .role = {}};
  signed_on.role = staff::load_role(tx.connection(), signed_on.person.role_row);
  const bool manager = signed_on.role.permissions.test(static_cast<std::size_t>(Permission::approve));
  TRY(permit(tx, context, "staff.signOn", {.manager = manager}));
  signed_on.session = {.row = 0,
                       .id = context.ids.next(context.now),
                       .terminal_row = context.actor->terminal_id,
                       .staff_row = signed_on.person.row,
                       .created = context.now,
                       .expires = context.now.plus_seconds(context.site.policy.session_hours * 3600)};
  staff::insert(tx, signed_on.session, sha256(signed_on.token));
  Actor actor = *context.actor;
  actor.staff_id = signed_on.person.row;
  actor.staff = signed_on.person.id;
  actor.staff_code = signed_on.person.code;
  actor.role = signed_on.role.code;
  Context own = context;
  own.actor = &actor;
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("staffId", actor.staff)
      .member("terminalId", actor.terminal)
      .member("sessionId", signed_on.session.id)
      .end_object();
  own.emit(tx, "StaffSignedOn", "staff", actor.staff, payload);
  audit(tx, own, "signed_on", to_string(actor.staff), payload);
  return signed_on;
}

Result<std::optional<PinRejected>> own_pin(db::Transaction& tx, const staff::PinCheck& check, Context& context) {
  if (check.person && *check.person != context.actor_id()) return refuse(ErrorCode::conflict, "it is not the PIN of who is signed on");
  auto accepted = accept_pin(tx, check, context);
  if (auto* rejected = std::get_if<PinRejected>(&accepted)) return std::optional{std::move(*rejected)};
  return std::optional<PinRejected>{};
}

Result<> sign_off(db::Transaction& tx, Context& context) {
  check(context.actor != nullptr);
  staff::end_session(tx, context.actor->session_id, context.now);
  release_claims(tx, context.actor->terminal_id, context.actor->staff_id, "signed_off", context);
  audit(tx, context, "signed_off", to_string(context.actor->staff), "{}");
  return {};
}

Result<std::variant<Approved, PinRejected>> approve(db::Transaction& tx, const Approve& command, Context& context) {
  check(context.actor != nullptr);
  if (command.check.person && *command.check.person == context.actor->staff_id)
    return refuse(ErrorCode::conflict, "somebody else has to approve");
  auto accepted = accept_pin(tx, command.check, context);
  if (auto* rejected = std::get_if<PinRejected>(&accepted)) return std::move(*rejected);
  staff::Person approver = std::get<staff::Person>(std::move(accepted));
  const std::string action{name_of(command.action)};
  const staff::Role role = staff::load_role(tx.connection(), approver.role_row);
  const auto may = [&](Permission permission) { return role.permissions.test(static_cast<std::size_t>(permission)); };
  if (!may(Permission::approve)) return refuse(ErrorCode::permission_denied, approver.name + " may not approve");
  if (!may(command.action))
    return refuse(ErrorCode::permission_denied, approver.name + " may not do `" + action + "` either");
  const Approved approved{context.ids.next(context.now), std::move(approver), command.action,
                          context.now.plus_seconds(approval_seconds)};
  tx.prepare(
        "INSERT INTO approval(uuid, approver_id, requester_id, action, reason, created_us, expires_us) VALUES (?, ?, "
        "?, ?, ?, ?, ?)")
      .exec(approved.id, approved.approver.row, context.actor->staff_id, action, command.reason, context.now,
            approved.expires);
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("action", action).member("reason", command.reason).end_object();
  audit(tx, context, "approval", to_string(approved.id), detail, {approved.approver.row});
  return approved;
}
}  // namespace holdfast::commands
