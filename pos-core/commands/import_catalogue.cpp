#include "commands/import_catalogue.h"

#include <algorithm>

namespace holdfast::commands {
void append_json(std::string& out, const ImportReport& report) {
  JsonWriter json{out};
  json.begin_object()
      .member("added", report.added)
      .member("changed", report.changed)
      .member("unchanged", report.unchanged);
  json.key("rejected").begin_array();
  for (const catalogue::RejectedRow& row : report.rejected) {
    json.begin_object().member("line", row.line).member("sku", row.sku).key("reasons").begin_array();
    for (const std::string& reason : row.reasons) json.value(reason);
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

Result<> import_catalogue(std::string_view text, bool json, const Site& site, std::size_t slice,
                          const std::function<void(std::vector<ImportRow>&&)>& apply, ImportReport& report) {
  std::vector<ImportRow> rows;
  const catalogue::ImportReader reader{
      [&](ImportRow&& row) {
        rows.push_back(std::move(row));
        if (rows.size() < slice) return;
        apply(std::move(rows));
        rows = {};
      },
      [&](catalogue::RejectedRow&& row) { report.rejected.push_back(std::move(row)); }};
  TRY(catalogue::read_import(text, json, site.currency, reader));
  if (!rows.empty()) apply(std::move(rows));
  return {};
}

namespace {
Result<> import_everything(db::Transaction& tx, std::string_view text, bool json, Context& context,
                           ImportReport& report) {
  if (catalogue_is_empty(tx.connection())) return load_catalogue(tx, text, json, context, report);
  std::vector<std::vector<ImportRow>> slices;
  std::size_t count = 0;
  TRY(import_catalogue(
      text, json, context.site, 500,
      [&](std::vector<ImportRow>&& rows) {
        count += rows.size();
        if (count <= most_rows_at_once) slices.push_back(std::move(rows));
      },
      report));
  if (count > most_rows_at_once)
    return refuse(ErrorCode::payload_too_large,
                  "at most " + std::to_string(most_rows_at_once) + " articles at once: send the file in parts");
  for (const std::vector<ImportRow>& rows : slices) apply_import(tx, rows, context, report);
  return {};
}
}  // namespace

Result<ImportReport> import_at_once(db::Transaction& tx, std::string_view text, bool json, ImportMode mode,
                                    Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  ImportReport report;
  const events::EventLog::Head head = context.log.head();
  {
    db::Savepoint all{tx};
    TRY(import_everything(tx, text, json, context, report));
    if (mode == ImportMode::apply) all.release();
  }
  if (mode == ImportMode::dry_run) context.log.rewind(head);
  std::sort(report.rejected.begin(), report.rejected.end(),
            [](const auto& a, const auto& b) { return a.line < b.line; });
  if (mode == ImportMode::apply && report.added + report.changed > 0) {
    std::string detail;
    JsonWriter{detail}
        .begin_object()
        .member("added", report.added)
        .member("changed", report.changed)
        .member("rejected", static_cast<std::int64_t>(report.rejected.size()))
        .end_object();
    audit(tx, context, "catalogue_imported", "catalogue", detail, consent);
  }
  return report;
}
}  // namespace holdfast::commands
