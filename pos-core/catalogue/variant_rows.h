#pragma once
#include "catalogue/variant.h"
#include "db/connection.h"

namespace holdfast::catalogue {
/// By row, by its id, by SKU, by a code as `barcode` stores it. A few microseconds each: the writer asks for every
/// line.
std::optional<Variant> find_variant(db::Connection& connection, std::int64_t row);
std::optional<Variant> find_variant(db::Connection& connection, VariantId id);
std::optional<Variant> find_variant_by_sku(db::Connection& connection, std::string_view sku);
std::optional<Variant> find_variant_by_code(db::Connection& connection, std::string_view code);
}  // namespace holdfast::catalogue
