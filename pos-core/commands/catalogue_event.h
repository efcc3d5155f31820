#pragma once
#include <string>
#include <vector>

#include "commands/context.h"

namespace holdfast::commands {
/// What one command changed in the catalogue, told once: `CatalogueChanged {added, changed, skus}`. Its aggregate is
/// the site's catalogue; at most 500 SKUs are named, consumers read the rest from the counts.
class CatalogueEvent {
 public:
  CatalogueEvent(db::Transaction& tx, Context& context) : tx_{tx}, context_{context} {}
  void added(std::string_view sku) { note(sku, added_); }
  void changed(std::string_view sku) { note(sku, changed_); }
  void added_many(std::int64_t count) { added_ += count; }
  /// Nothing when nothing changed.
  void emit();

 private:
  void note(std::string_view sku, std::int64_t& count);
  db::Transaction& tx_;
  Context& context_;
  std::int64_t added_ = 0, changed_ = 0;
  std::vector<std::string> skus_;
};
}  // namespace holdfast::commands
