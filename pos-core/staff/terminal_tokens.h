#pragma once
#include <optional>

#include "base/digest.h"
#include "db/transaction.h"

namespace holdfast::staff {
/// How long a terminal's token is good. Only one that proves its requests has such terms: by its key it takes another
/// at any time, however old the token, so that nobody is locked out by a lost answer or a long holiday.
struct TokenTerms {
  std::optional<Instant> due;    ///< from then on it is to take a new one; none: never
  std::optional<Instant> spent;  ///< from then on the token is good for that alone
};
/// What was given in time is worn in the background; an order gives this long, and so does a new token to the one
/// before.
inline constexpr std::int64_t token_grace_seconds = 10 * 60;
/// Of the token that a terminal has since `given`. `days`: 0, it does not age.
TokenTerms terms_of_token(std::int64_t days, Instant given, std::optional<Instant> ordered);
/// Of the one before, which may be all that is left where the answer with the new one was lost.
TokenTerms terms_of_former(Instant since);

std::int64_t token_days(db::Connection& connection);
void set_token_days(db::Transaction& tx, std::int64_t days);
/// `presented` is the one that it asked by, and stays good for as long as the one before may.
struct NewToken {
  std::int64_t terminal_row = 0;
  Sha256 presented{}, given{};
};
void give_token(db::Transaction& tx, const NewToken& token, Instant now);
/// Those of all terminals that prove are due from now on; how many.
std::int64_t order_tokens(db::Transaction& tx, Instant now);
/// How many terminals have no key to take a new token by.
std::int64_t terminals_without_key(db::Connection& connection);
}  // namespace holdfast::staff
