#include "commands/renew_token.h"

#include "base/json_writer.h"
#include "staff/terminal_tokens.h"

namespace holdfast::commands {
Result<std::string> renew_token(db::Transaction& tx, const RenewToken& command, Context& context) {
  const auto terminal =
      context.actor != nullptr ? staff::find_terminal(tx.connection(), context.actor->terminal) : std::nullopt;
  if (!terminal || terminal->revoked) return refuse(ErrorCode::not_found, "this is no terminal");
  if (!terminal->proves)
    return refuse(ErrorCode::conflict, "this terminal has no key to take a new token by: pair it anew");
  std::string token = staff::terminal_token(command.random);
  staff::give_token(tx, {terminal->row, command.presented, sha256(token)}, context.now);
  std::string detail;
  JsonWriter{detail}.begin_object().member("name", terminal->name).end_object();
  audit(tx, context, "terminal_token_renewed", to_string(terminal->id), detail);
  return token;
}

Result<OrderedTokens> order_tokens(db::Transaction& tx, const std::string& reason, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  OrderedTokens ordered;
  ordered.terminals = staff::order_tokens(tx, context.now);
  ordered.without_key = staff::terminals_without_key(tx.connection());
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("terminals", ordered.terminals)
      .member("withoutKey", ordered.without_key)
      .member("reason", reason)
      .end_object();
  audit(tx, context, "terminal_tokens_ordered", "store", detail, consent);
  return ordered;
}

Result<> set_token_days(db::Transaction& tx, std::int64_t days, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  const std::int64_t before = staff::token_days(tx.connection());
  if (before == days) return {};
  staff::set_token_days(tx, days);
  std::string detail;
  JsonWriter{detail}.begin_object().member("days", days).member("before", before).end_object();
  audit(tx, context, "token_policy", "store", detail, consent);
  return {};
}
}  // namespace holdfast::commands
