#pragma once
#include "commands/context.h"
#include "stored_value/ledger.h"

namespace holdfast::commands {
inline stored_value::CodeKey code_key(const Site& site) { return {site.card_key}; }

/// Tells the log what an entry did: GiftCardActivated, GiftCardMoved or PointsMoved, never with the card's code.
/// `order`: whose doing it is.
void tell_value(db::Transaction& tx, const stored_value::Account& account, const stored_value::Entry& entry,
                const std::optional<Uuid>& order, Context& context);
/// Lets go of what was set aside, gives back what the hub had granted for it, and tells both.
void release_value(db::Transaction& tx, const stored_value::Hold& hold, std::string_view reason,
                   const std::optional<Uuid>& order, Context& context);
/// Posts an entry and tells it. What puts value on an account of the hub's is told only: the hub books it.
Result<stored_value::Account> post_value(db::Transaction& tx, const stored_value::Account& account,
                                         stored_value::Entry entry, const std::optional<Uuid>& order, Context& context);
}  // namespace holdfast::commands
