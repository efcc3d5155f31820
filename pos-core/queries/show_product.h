#pragma once
#include <functional>
#include <optional>
#include <utility>

#include "base/json_writer.h"
#include "catalogue/category.h"
#include "catalogue/product.h"
#include "db/connection.h"
#include "site/site.h"

namespace holdfast::queries {
/// What else decides a price than the price books: their answer goes in, the price comes out.
using OtherPrice =
    std::function<std::optional<std::int64_t>(const catalogue::Variant&, std::optional<std::int64_t> by_books)>;

/// How articles look on the wire at one moment: `price` is what one unit costs now, by the price books, and by what
/// `other` makes of that.
class ShowProduct {
 public:
  ShowProduct(db::Connection& connection, const Site& site, Instant now, int utc_offset_min, OtherPrice other = {})
      : connection_{connection}, site_{site}, now_{now}, utc_offset_min_{utc_offset_min}, other_{std::move(other)} {}
  void append(JsonWriter& json, const catalogue::VariantRecord& record) const;
  void append(JsonWriter& json, const catalogue::Product& product) const;

 private:
  db::Connection& connection_;
  const Site& site_;
  Instant now_;
  int utc_offset_min_;
  OtherPrice other_;
};
void append_category(JsonWriter& json, const catalogue::Category& category);
}  // namespace holdfast::queries
