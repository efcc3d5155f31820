#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "catalogue/search.h"
#include "commands/context.h"

namespace holdfast::replication {
/// One row of a data set on its way into force. Shapes: schema/datasets.yaml.
struct MasterRow {
  std::string dataset, key;
  std::string body;    ///< the new one; empty: the row goes
  std::string before;  ///< the one in force so far; empty: none
  bool goes() const { return body.empty(); }
};
struct Applied {
  std::vector<std::optional<std::string>> troubles;  ///< one a row: why it is not in force; that row changed nothing
  bool site_changed = false, tokens_changed = false;
};
/// Puts rows into the store's own tables, each in a savepoint of its own. A data set that nobody here knows is in force
/// as a document: whoever needs it reads feed_row.
Applied apply_masters(db::Transaction& tx, commands::Context& context, std::span<const MasterRow> rows,
                      catalogue::Indexing indexing = catalogue::Indexing::at_once);

/// What of a row that is gone from feed_row by itself can be told from its key and the store's own tables, as `before`
/// of its going; empty where the key says enough, or nothing is known.
std::string last_known(db::Connection& connection, std::string_view dataset, const std::string& key);

/// Data sets in the order in which they lean on each other; one that is not known comes last.
int order_of(std::string_view dataset);
/// `effectiveFrom` of a body: when it comes into force. Data sets with dates of their own (prices, taxes, promotions)
/// are in force at once and mind them by themselves.
std::optional<Instant> due_at(std::string_view dataset, std::string_view body);

// One row each, of the data sets that are not applied in bulk.
using ApplyRow = Result<> (*)(db::Transaction&, commands::Context&, const MasterRow&, const Json& body, Applied&);
Result<> apply_tax_category(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                            Applied& applied);
Result<> apply_tender(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                      Applied& applied);
Result<> apply_role(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                    Applied& applied);
Result<> apply_staff(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                     Applied& applied);
Result<> apply_register(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                        Applied& applied);
Result<> apply_device(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                      Applied& applied);
Result<> apply_customer(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                        Applied& applied);
Result<> apply_promotion_rule(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                              Applied& applied);
Result<> apply_rule_document(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                             Applied& applied);
Result<> apply_in_store_rule(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                             Applied& applied);
Result<> apply_promotion(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                         Applied& applied);
Result<> apply_layout(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                      Applied& applied);
Result<> apply_article_terms(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                             Applied& applied);
Result<> apply_policy(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                      Applied& applied);
Result<> apply_lease(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                     Applied& applied);
Result<> apply_price_book(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                          Applied& applied);
Result<> apply_price(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                     Applied& applied);
/// Complaints of a reader as one refusal.
Result<> accept(const std::vector<FieldError>& errors);
}  // namespace holdfast::replication
