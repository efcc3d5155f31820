#pragma once
#include <string>

#include "db/connection.h"
#include "site/site.h"

namespace holdfast::queries {
/// Every article, product by product, as an import reads it back: importing an export changes nothing.
std::string export_catalogue_csv(db::Connection& connection, const Site& site);
/// The same as a JSON array; all values are texts as in the CSV.
std::string export_catalogue_json(db::Connection& connection, const Site& site);
}  // namespace holdfast::queries
