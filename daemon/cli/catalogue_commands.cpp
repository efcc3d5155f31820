#include <fstream>
#include <iostream>
#include <map>

#include "base/json_writer.h"
#include "catalogue/csv_records.h"
#include "cli/console.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"
#include "cli/zstd_file.h"

namespace holdfast::cli {
namespace {
std::string joined(const std::vector<std::string>& parts, std::string_view with) {
  std::string out;
  for (const std::string& part : parts) out.append(out.empty() ? "" : with).append(part);
  return out;
}

std::vector<std::string> heading() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < catalogue::column_count; ++i)
    names.emplace_back(catalogue::name_of(static_cast<catalogue::Column>(i)));
  return names;
}
std::string csv_line(const std::vector<std::string>& cells) {
  std::string out;
  for (const std::string& cell : cells) {
    catalogue::append_csv_cell(out, cell);
    out += ',';
  }
  out.back() = '\n';
  return out;
}

/// A variant as the row that import would make it from.
std::vector<std::string> row_of(const Json& product, const Json& variant, const std::string& category) {
  const std::string currency_code = text_of(variant, "currency");
  const auto currency = find_currency(currency_code);
  const auto money = [&](std::string_view name) {
    return text_of(variant, name).empty() || !currency ? std::string{}
                                                       : to_decimal(Money{integer_of(variant, name), *currency});
  };
  std::vector<std::string> codes;
  if (const Json* barcodes = variant.find("barcodes"))
    for (const Json& code : barcodes->items()) codes.push_back(code.text());
  std::string image;
  if (const Json* images = product.find("images"); images != nullptr && !images->items().empty())
    image = text_of(images->items().front(), "url");
  const auto flag = [&](std::string_view name) { return text_of(variant, name) == "no" ? "false" : "true"; };
  return {text_of(variant, "sku"),
          text_of(variant, "name"),
          money("price"),
          joined(codes, "|"),
          category,
          text_of(variant, "taxCategory"),
          text_of(variant, "unit"),
          text_of(variant, "decimals"),
          currency_code,
          text_of(product, "name"),
          text_of(variant, "title"),
          text_of(variant, "minAge"),
          text_of(variant, "priceKind"),
          money("minPrice"),
          money("maxPrice"),
          text_of(variant, "inventorySource") == "none" ? "false" : "true",
          text_of(variant, "stock"),
          text_of(product, "description"),
          image,
          flag("active"),
          flag("discountable")};
}

/// Names from the top down, `A > B`, of each category by its id.
std::map<std::string, std::string> category_paths(Backend& backend) {
  const std::vector<Json> all = backend.list("/v1/categories");
  std::map<std::string, const Json*> by_id;
  for (const Json& category : all) by_id[text_of(category, "id")] = &category;
  std::map<std::string, std::string> paths;
  for (const auto& [id, category] : by_id) {
    std::string path = text_of(*category, "name");
    auto parent = by_id.find(text_of(*category, "parentId"));
    for (std::size_t depth = 0; depth < all.size() && parent != by_id.end(); ++depth) {
      path = text_of(*parent->second, "name") + " > " + path;
      parent = by_id.find(text_of(*parent->second, "parentId"));
    }
    paths[id] = path;
  }
  return paths;
}

std::int64_t rows_in(std::string_view text) { return std::count(text.begin(), text.end(), '\n'); }
}  // namespace

int import_catalogue(const Where& where, const CatalogueImport& options) {
  const auto backend = connect(where);
  const std::string text = read_maybe_zstd(options.file);
  commands::ImportReport report;
  {
    Progress progress{"importing", rows_in(text)};
    report = backend->import_catalogue(text, options.dry_run ? ImportMode::dry_run : ImportMode::apply,
                                       [&](std::int64_t done) { progress.at(done); });
  }
  std::sort(report.rejected.begin(), report.rejected.end(),
            [](const auto& a, const auto& b) { return a.line < b.line; });
  if (options.json) {
    std::string out;
    commands::append_json(out, report);
    std::cout << out << "\n";
  } else {
    for (const catalogue::RejectedRow& row : report.rejected)
      std::cout << "line " << row.line << " (" << row.sku << "): " << joined(row.reasons, "; ") << "\n";
    if (options.dry_run)
      std::cout << report.rejected.size() << " rows rejected (dry run: nothing was written)\n";
    else
      std::cout << report.added << " articles added, " << report.changed << " changed, " << report.unchanged
                << " unchanged, " << report.rejected.size() << " rows rejected\n";
  }
  return report.rejected.empty() ? 0 : 1;
}

int export_catalogue(const Where& where, const std::string& file) {
  const auto backend = connect(where);
  const auto paths = category_paths(*backend);
  std::ofstream out{file, std::ios::binary | std::ios::trunc};
  out << csv_line(heading());
  std::int64_t count = 0;
  for (const Json& product : backend->list("/v1/products")) {
    std::string category;
    if (const Json* categories = product.find("categories"); categories != nullptr && !categories->items().empty())
      if (const auto found = paths.find(text_of(categories->items().front(), "id")); found != paths.end())
        category = found->second;
    const Json* variants = product.find("variants");
    if (variants == nullptr) continue;
    for (const Json& variant : variants->items()) {
      out << csv_line(row_of(product, variant, category));
      ++count;
    }
  }
  out.flush();
  if (!out) throw Stop{"cannot write " + file, "choose a folder you may write to"};
  std::cout << file << ": " << count << " articles\n";
  return 0;
}
}  // namespace holdfast::cli
