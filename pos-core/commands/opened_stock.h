#pragma once
#include <string>
#include <vector>

#include "commands/context.h"
#include "money/quantity.h"

namespace holdfast::commands {
/// Levels that an import began articles with, told to the log: whoever adds up stock by events begins where the store
/// does.
class OpenedStock {
 public:
  void add(const Uuid& variant, std::string sku, Quantity quantity) {
    lines_.push_back({variant, std::move(sku), quantity});
  }
  /// Events of up to 500 articles; nothing when nothing was opened.
  void emit(db::Transaction& tx, Context& context) const;

 private:
  struct Line {
    Uuid variant;
    std::string sku;
    Quantity quantity;
  };
  std::vector<Line> lines_;
};
}  // namespace holdfast::commands
