#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "commands/context.h"
#include "orders/order.h"

namespace holdfast::commands {
/// What selling an article takes besides a price.
struct ArticleTerms {
  bool serial = false;      ///< every unit's number is written down
  int warranty_months = 0;  ///< from the day of sale
  std::string issues;       ///< ticket | membership: every unit sold gets a code; empty: nothing
  int valid_days = 0;       ///< of what is issued; 0: without end
  struct Share {            ///< of the line's net that belongs to somebody else
    std::string kind;       ///< royalty | commission
    std::string party;
    Percent percent;
  };
  std::vector<Share> shares;
  /// At whose price what is given instead of something is sold, where both are sold by the same unit.
  enum class SubstitutePrice { own, original, cheaper };
  struct Substitute {  ///< what may be given instead, the best first
    std::string sku;
    SubstitutePrice price = SubstitutePrice::cheaper;
  };
  std::vector<Substitute> substitutes;
  Quantity tare;  ///< of its usual packaging, in the article's unit: taken off what a scale says gross
  /// What is chosen with it: `least` to `most` of a group's options, each as often as wanted.
  struct Option {
    std::string sku;
    std::optional<std::int64_t> extra;  ///< minor units on top; none: nothing in a combo, else the option's own price
  };
  struct Group {
    std::string name;
    int least = 1, most = 1;
    std::vector<Option> options;
  };
  bool combo = false;  ///< the article's price is that of one choice of each group, and lies on what was chosen
  std::vector<Group> choices;
};
std::string_view name_of(ArticleTerms::SubstitutePrice price);
std::optional<ArticleTerms> find_article_terms(db::Connection& connection, std::int64_t variant_row);
/// Reads `{serial, warrantyMonths, issues, validDays, shares: [{kind, party, percent}], substitutes: [{sku, price}],
/// tare, combo, choices: [{name, least, most, options: [{sku, extra}]}]}`, complaints by path.
Result<ArticleTerms> read_article_terms(const Json& document);
void append_json(std::string& out, const ArticleTerms& terms);
/// Nothing of it: the article is sold like any other again. Needs catalogue_edit.
Result<> put_article_terms(db::Transaction& tx, const Uuid& variant, const ArticleTerms& terms, Context& context);

/// Whether this serial number of the article, or this code, is out of the store.
bool is_sold(db::Connection& connection, std::int64_t variant_row, std::string_view code);
/// Before the order is written: refuses invalid_argument for a missing serial number, makes up codes of what is issued,
/// works out the shares of others; of what comes back by its receipt they are the sold line's, in proportion.
Result<> complete_lines(db::Transaction& tx, orders::Order& order, Context& context);
/// Once it has a row: its numbers and codes are out, or back.
void keep_units(db::Transaction& tx, const orders::Order& order, const Context& context);
/// The order was voided or came to nothing.
void take_back_units(db::Transaction& tx, std::int64_t order_row, Instant now);

/// Where a serial number or code was sold; newest first.
struct SoldUnit {
  std::string code, kind, sku, name, status;
  Uuid order, variant;
  std::optional<Uuid> person;
  std::optional<std::string> valid_until;  ///< last day of warranty, ticket or membership
  std::string sold_on;                     ///< business date
};
std::vector<SoldUnit> find_units(db::Connection& connection, std::string_view code);
/// A ticket is let in, once; a membership as often as it likes until its last day. Refuses not_found and conflict.
Result<SoldUnit> use_unit(db::Transaction& tx, std::string_view code, Context& context);
}  // namespace holdfast::commands
