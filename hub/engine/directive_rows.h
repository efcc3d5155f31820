#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/site_rows.h"
#include "wire/directive.h"

namespace holdfast::engine {
/// An order to one store, and what is known of it.
struct SiteDirective {
  wire::Directive order;
  Instant expires;                ///< not given to the store after that
  std::string state = "ordered";  ///< ordered, given, running, done, failed, cancelled, expired
  std::string detail;
  std::int64_t done = 0, total = 0;  ///< of a run, as the store said last
  std::optional<Instant> given;      ///< went out to the store, for the first time
  std::optional<Instant> ended;
  std::string cancelled_by;
};
/// The rows of directives, inside one transaction.
class DirectiveRows {
 public:
  virtual ~DirectiveRows() = default;
  virtual void put(const SiteKey& key, const SiteDirective& directive) = 0;
  /// Locks it until the transaction ends.
  virtual std::optional<SiteDirective> lock(const SiteKey& key, const Uuid& id) = 0;
  /// In this state, oldest first.
  virtual std::vector<SiteDirective> in_state(const SiteKey& key, const std::string& state, int most) = 0;
  /// Newest first.
  virtual std::vector<SiteDirective> of_site(const SiteKey& key, int most) = 0;
  /// Those that were over before then; how many went.
  virtual std::int64_t forget(Instant before) = 0;
};
}  // namespace holdfast::engine
