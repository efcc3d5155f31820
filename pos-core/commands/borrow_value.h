#pragma once
#include "commands/change_value.h"

/// A store with a hub: the hub keeps the ledger of gift cards and store credit, and this store spends what it was
/// granted. Its row of the account counts only that; all else it does to the account is an event that the hub books.
namespace holdfast::commands {
/// The account in an answer of the hub's, as its own balance. Refuses not_available_now when it cannot be read.
Result<stored_value::Account> read_hub_account(const std::string& answer);
/// What the hub set aside for this cart (the call's answer): granted here and held in one go. It goes back when the
/// cart does not use it.
Result<Authorised> borrow_for_cart(db::Transaction& tx, const AuthoriseCard& command, const Uuid& grant,
                                   const std::string& answer, Context& context);
/// The same of a customer's points, for the order that is placed in the same transaction.
Result<> borrow_points(db::Transaction& tx, std::int64_t person_row, const Uuid& grant, const std::string& answer,
                       Context& context);
/// A card that the hub has reserved: it is known here now, and an amount is told to the hub. `code`: empty for one that
/// follows from its account.
Result<stored_value::Account> issue_at_hub(db::Transaction& tx, const IssueCard& command, const std::string& answer,
                                           const std::string& code, Context& context);
/// What is missing on an account of the hub's is granted by the capability table's leave, while the hub is away: it
/// settles it when it hears. Nothing where the table does not limit but allow.
Result<stored_value::Account> borrow_provisionally(db::Transaction& tx, const stored_value::Account& account,
                                                   std::int64_t amount, Context& context);
}  // namespace holdfast::commands
