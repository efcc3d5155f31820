#pragma once
#include <filesystem>

#include "export/sheet.h"

namespace holdfast::exports {
/// The books in the tables of the German cash register taxonomy (DSFinV-K 2.x), as far as this store's data go: an
/// `index.xml` that describes them (GDPdU) and one CSV a table, `;` and decimal comma. A closing is a closed shift.
/// There is no TSE, so its tables are not there, and every tax rate has its own key from 1000 up unless it is one of
/// those the taxonomy names (19 % is 1, 7 % is 2, none is 5): a German store has to have its rates mapped by its
/// adviser. Returns the rows written; `folder` is made.
std::int64_t write_dsfinvk(db::Connection& connection, const std::filesystem::path& folder, const Wish& wish);
}  // namespace holdfast::exports
