#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/import_row.h"
#include "catalogue/search.h"
#include "commands/context.h"

namespace holdfast::commands {
using catalogue::ImportRow;
struct ImportReport {
  std::int64_t added = 0, changed = 0, unchanged = 0;
  std::vector<catalogue::RejectedRow> rejected;
};
/// `{added, changed, unchanged, rejected: [{line, sku, reasons}]}`
void append_json(std::string& out, const ImportReport& report);

/// Reads a whole file and hands on slices of at most `slice` rows, a transaction each, so that selling goes on between
/// them. Rows that are wrong in themselves go into the report. Refuses what cannot be read as a file at all.
Result<> import_catalogue(std::string_view text, bool json, const Site& site, std::size_t slice,
                          const std::function<void(std::vector<ImportRow>&&)>& apply, ImportReport& report);

/// One slice: adds and changes by SKU. A row that says what is on file already changes nothing, and leaves neither
/// history nor event. Rows with one `product` and a `variant` are variants of one product; what variants share is said
/// by the row of the first of them, and tax category and age have to agree. Tells the log once, when anything changed.
/// With Indexing::later, full-text search finds new products after catalogue::index_waiting().
void apply_import(db::Transaction& tx, const std::vector<ImportRow>& rows, Context& context, ImportReport& report,
                  catalogue::Indexing indexing = catalogue::Indexing::at_once);

/// True before the first product.
bool catalogue_is_empty(db::Connection& connection);
/// The first load of an empty catalogue in one go, a million rows in seconds: indexes and search are made at the end.
/// The tills of a store without a catalogue have little to sell meanwhile. Refuses conflict when there are products.
Result<> load_catalogue(db::Transaction& tx, std::string_view text, bool json, Context& context, ImportReport& report);

/// A whole file in one transaction, with permission and audit: load_catalogue() when the catalogue is empty, else at
/// most `most_rows_at_once` rows. A dry run does all of it and undoes it.
enum class ImportMode { dry_run, apply };
inline constexpr std::size_t most_rows_at_once = 10'000;
Result<ImportReport> import_at_once(db::Transaction& tx, std::string_view text, bool json, ImportMode mode,
                                    Context& context);
}  // namespace holdfast::commands
