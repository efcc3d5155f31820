#include "cli/import_articles.h"

#include "base/json_writer.h"
#include "cli/stop.h"
#include "commands/import_catalogue.h"

namespace holdfast::cli {
using commands::ImportRow;

namespace {
/// Of the store, as much as reading a file takes.
Site site_of(Backend& backend) {
  Site site;
  for (const Json& tender : backend.list("/v1/tenders"))
    if (text_of(tender, "kind") == "cash")
      if (const auto currency = find_currency(text_of(tender, "currency"))) site.currency = *currency;
  return site;
}
/// What the daemon said of one slice, added to the whole.
void add_report(commands::ImportReport& report, const Json& answer) {
  report.added += integer_of(answer, "added");
  report.changed += integer_of(answer, "changed");
  report.unchanged += integer_of(answer, "unchanged");
  const Json* rejected = answer.find("rejected");
  if (rejected == nullptr) return;
  for (const Json& row : rejected->items()) {
    std::vector<std::string> reasons;
    if (const Json* given = row.find("reasons"))
      for (const Json& reason : given->items()) reasons.push_back(reason.text());
    report.rejected.push_back({integer_of(row, "line"), text_of(row, "sku"), std::move(reasons)});
  }
}
}  // namespace

bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '[' || text[first] == '{');
}

commands::ImportReport import_articles(Backend& backend, std::string_view text, ImportMode mode,
                                       const std::function<void(std::int64_t)>& seen) {
  commands::ImportReport report;
  const Site site = site_of(backend);
  const std::string target = std::string{"/v1/catalogue/imports"} + (mode == ImportMode::dry_run ? "?dryRun=true" : "");
  std::int64_t done = 0;
  const auto apply = [&](std::vector<ImportRow>&& rows) {
    std::string body = "[";
    for (const ImportRow& row : rows) {
      if (body.size() > 1) body += ',';
      catalogue::append_json(body, row, site.currency);
    }
    body += ']';
    add_report(report, backend.need(http::Method::post, target, body));
    done += static_cast<std::int64_t>(rows.size());
    seen(done);
  };
  constexpr std::size_t slice = 500;  // selling goes on between two of them
  if (const auto read = commands::import_catalogue(text, is_json(text), site, slice, apply, report); !read)
    throw Stop{read.error().detail, "its first line names the columns; sku, name and price are required"};
  return report;
}

void import_or_stop(Backend& backend, std::string_view csv) {
  const commands::ImportReport report = backend.import_catalogue(csv, ImportMode::apply, [](std::int64_t) {});
  if (!report.rejected.empty())
    throw Stop{"article " + report.rejected.front().sku + ": " + report.rejected.front().reasons.front(),
               "correct the file"};
}
}  // namespace holdfast::cli
