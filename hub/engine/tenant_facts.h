#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/hub_database.h"
#include "engine/site_facts.h"

/// What stores' events and the operators' publications say of what belongs to the whole tenant: customers, goods on
/// their way.
namespace holdfast::engine {
/// StockMoved with a `transferId`: goods that left for another store, or came from one. Other than was sent is told
/// (`transfer_differs`), and so is what nobody sent (`transfer_unknown`).
std::vector<Oddity> note_transfer(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now);

/// CustomerErased: what the hub knows of them goes, too.
void note_erased(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now);
/// A row of the data set `customer`: stores find them by search. No body: the row goes.
void note_published(HubTransaction& tx, const std::string& tenant, const std::string& row_key,
                    const std::optional<std::string>& body, Instant now);
/// The body of a customer's row, as schema/datasets.yaml has it.
std::string published_body(const Customer& customer);
}  // namespace holdfast::engine
