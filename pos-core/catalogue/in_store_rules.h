#pragma once
#include <span>
#include <vector>

#include "barcodes/in_store.h"
#include "db/transaction.h"

namespace holdfast::catalogue {
/// The patterns of numbers printed in the store, as configured. Kept with the connection until reference_version moves.
std::span<const barcodes::InStoreRule> in_store_rules(db::Connection& connection);
/// Creates or replaces the rule of that prefix. Refuses what check_rule() refuses.
Result<> save_in_store_rule(db::Transaction& tx, const barcodes::InStoreRule& rule);

/// How `barcode` stores an in-store article: `21:04011`.
std::string in_store_code(std::string_view prefix, std::string_view item);
}  // namespace holdfast::catalogue
