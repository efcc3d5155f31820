#pragma once
#include "base/json_writer.h"
#include "catalogue/category.h"
#include "catalogue/product.h"
#include "db/connection.h"
#include "site/site.h"

namespace holdfast::queries {
/// How articles look on the wire at one moment: `price` is what one unit costs now, by the price books.
class ShowProduct {
 public:
  ShowProduct(db::Connection& connection, const Site& site, Instant now, int utc_offset_min)
      : connection_{connection}, site_{site}, now_{now}, utc_offset_min_{utc_offset_min} {}
  void append(JsonWriter& json, const catalogue::VariantRecord& record) const;
  void append(JsonWriter& json, const catalogue::Product& product) const;

 private:
  db::Connection& connection_;
  const Site& site_;
  Instant now_;
  int utc_offset_min_;
};
void append_category(JsonWriter& json, const catalogue::Category& category);
}  // namespace holdfast::queries
