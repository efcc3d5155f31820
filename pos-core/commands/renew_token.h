#pragma once
#include "commands/context.h"
#include "staff/terminal_rows.h"

namespace holdfast::commands {
/// The actor's own terminal takes a new token, by the key that it proves its requests with. Refuses conflict where it
/// has none (it paired by sending its code): it has to be paired anew.
struct RenewToken {
  Sha256 presented{};  ///< of the token that it asks by
  staff::TokenBytes random{};
};
Result<std::string> renew_token(db::Transaction& tx, const RenewToken& command, Context& context);

/// Every terminal that can is to take a new token, the ones they have are worth nothing soon. Takes device_admin.
struct OrderedTokens {
  std::int64_t terminals = 0, without_key = 0;
};
Result<OrderedTokens> order_tokens(db::Transaction& tx, const std::string& reason, Context& context);
/// How old a terminal's token may be; 0: any age. Takes device_admin.
Result<> set_token_days(db::Transaction& tx, std::int64_t days, Context& context);
}  // namespace holdfast::commands
