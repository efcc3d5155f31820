#pragma once
#include <string>

#include "base/json.h"
#include "orders/foreign_rows.h"
#include "receipts/signed_receipt.h"

namespace holdfast::routes {
/// An order of the hub's answers (schema/sync.yaml, ForeignOrder), for this store's rows.
orders::ForeignOrder foreign_order_of(const Json& json);
/// The same of a receipt whose signature is good.
orders::ForeignOrder foreign_order_of(const receipts::SignedReceipt& receipt, const std::string& site_id,
                                      const std::string& site_name);
/// How the API shows it. `hub`: the hub's own words, with what came back anywhere; none: what this store knows alone.
void append_foreign(JsonWriter& json, db::Connection& connection, const orders::ForeignOrder& order, const Json* hub);
}  // namespace holdfast::routes
