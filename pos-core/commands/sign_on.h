#pragma once
#include <variant>

#include "commands/context.h"
#include "staff/check_pin.h"
#include "staff/terminal_rows.h"

namespace holdfast::commands {
/// A PIN that was not accepted. A value, not an error: that it was tried has to be kept.
struct PinRejected {
  ErrorCode code = ErrorCode::wrong_pin;  ///< wrong_pin or locked_out; the same whether code or PIN was wrong
  std::string detail;
  Instant retry_at;  ///< of locked_out
};

/// At a paired terminal: context.actor is the terminal's.
struct SignOn {
  staff::PinCheck check;
  staff::TokenBytes random{};
};
struct SignedOn {
  staff::Session session;
  std::string token;  ///< shown once; stored as SHA-256
  staff::Person person;
  staff::Role role;
};
Result<std::variant<SignedOn, PinRejected>> sign_on(db::Transaction& tx, const SignOn& command, Context& context);
/// Whether it was the actor's own PIN; a wrong one is counted as at sign-on, and so is kept. Refuses conflict when the
/// check was of somebody else.
Result<std::optional<PinRejected>> own_pin(db::Transaction& tx, const staff::PinCheck& check, Context& context);
/// Ends the session of the actor.
Result<> sign_off(db::Transaction& tx, Context& context);

/// Another person's consent to one action of the actor, for two minutes and one use.
struct Approve {
  staff::PinCheck check;
  Permission action = Permission::approve;
  std::string reason;
};
struct Approved {
  Uuid id;
  staff::Person approver;
  Permission action = Permission::approve;
  Instant expires;
};
/// Refuses conflict for oneself and permission_denied for somebody who may not approve, or not do it either.
Result<std::variant<Approved, PinRejected>> approve(db::Transaction& tx, const Approve& command, Context& context);
}  // namespace holdfast::commands
