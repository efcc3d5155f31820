#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "pricing/derivation.h"

namespace holdfast::repricing {
/// What is odd about a price, as an exception of the books says it.
struct Finding {
  std::string code;
  std::string detail;
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// One state of a document that the hub published to a channel.
struct Published {
  std::int64_t version = 0;         ///< of the feed
  std::optional<std::string> body;  ///< empty: withdrawn
};
/// Where they are kept.
class Documents {
 public:
  virtual ~Documents() = default;
  /// Of one promotion rule, newest first.
  virtual std::vector<Published> rule(const std::string& id) = 0;
  /// All tax categories that were ever published.
  virtual std::vector<Published> tax_categories() = 0;
};

/// Derives what a store charged anew, from what the order says (`pricing` of OrderPaid) and from the rules that the hub
/// published, by the same engine. Stores count versions of their own, so a rule is looked for by its id: the order is
/// right if the documents of one published version give its figures to the cent, the newest tried first.
///
///  - `price_differs`: no published version gives them; says both totals, the hub's by the newest version.
///  - `price_engine_unknown`: made by an engine of another version.
///  - `price_rule_unknown`: by a rule that was never published here.
///  - `price_tax_unknown`: by a tax that was never published here, where the hub publishes taxes at all.
///  - `price_unread`: what the order says of its price cannot be read.
///
/// Taken as given are what the articles cost before discounts, which hand gave which discount, and lines that take back
/// sold ones. Keeps the documents of its channel, which never change; one thread.
class Repricer {
 public:
  /// `payload` of an OrderPaid. Nothing: it agrees, or the order says nothing of its price (an earlier release, a
  /// void).
  std::optional<Finding> check(const Json& payload, Documents& documents);

 private:
  using History = std::vector<Published>;
  std::optional<Finding> check_taxes(const pricing::Derivation& derivation, Documents& documents);
  std::optional<Finding> compare(pricing::Derivation& derivation, const Json& payload, Documents& documents);
  const History& history(const std::string& id, Documents& documents);
  std::shared_ptr<const promotions::RuleSet> rules_at(const pricing::Derivation& derivation, std::int64_t version);
  void read_taxes(Documents& documents);

  std::map<std::string, History> histories_;
  std::map<std::string, std::shared_ptr<const promotions::RuleSet>> sets_;  ///< by ids and their versions
  bool taxes_read_ = false, taxes_published_ = false;
  std::set<std::string> taxes_;
};
}  // namespace holdfast::repricing
