#pragma once
#include "commands/context.h"
#include "stored_value/ledger.h"

/// Gift cards and store credit outside of a sale.
namespace holdfast::commands {
struct IssueCard {
  stored_value::AccountKind kind = stored_value::AccountKind::gift_card;
  std::optional<std::string> code;  ///< of a card that exists already; none: a new one
  std::int64_t amount = 0;          ///< 0: inactive until a sale or a refund puts something on it
  std::optional<Uuid> person;
  std::optional<Instant> expires;
  std::string reason;  ///< why it is worth something without a sale
};
/// With the code when it is a new card: nobody can ask for it again, but paper.
struct Issued {
  stored_value::Account account;
  std::string code;
};
/// Takes cash_movement, for it is worth money. Refuses duplicate (the code is known), invalid_argument.
Result<Issued> issue_card(db::Transaction& tx, const IssueCard& command, Context& context);

/// Without a sale (goodwill, a mistake put right); below 0 it is taken away. Takes cash_movement.
struct AdjustCard {
  Uuid account;
  std::int64_t amount = 0;
  std::string reason;
};
Result<stored_value::Account> adjust_card(db::Transaction& tx, const AdjustCard& command, Context& context);

/// Sets an amount aside for an open cart, so that nobody else spends it; the order captures it. Ends after
/// hold_minutes, with the cart, or with release_card().
struct AuthoriseCard {
  std::string code;
  std::int64_t amount = 0;
  Uuid cart;
};
inline constexpr std::int64_t hold_minutes = 30;
struct Authorised {
  stored_value::Hold hold;
  stored_value::Account account;
};
Result<Authorised> authorise_card(db::Transaction& tx, const AuthoriseCard& command, Context& context);
/// Refuses not_found; what has ended already is left as it is.
Result<> release_card(db::Transaction& tx, const Uuid& hold, Context& context);

/// Marks an article as a gift card, or no longer. Takes catalogue_edit. Refuses conflict for an article that is taxed.
Result<> mark_gift_card(db::Transaction& tx, const Uuid& variant, bool gift_card, Context& context);
}  // namespace holdfast::commands
