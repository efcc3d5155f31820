#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::cli {
/// A retailer's month as its documents say it; money in minor units of the file's currency (two decimals).
struct ReplayLine {
  std::string sku;
  std::int64_t quantity = 0;    ///< whole, never 0
  std::int64_t unit_price = 0;  ///< may be negative on an adjustment
};
enum class ReplayKind { sale, return_, stock, adjustment, mixed };
std::string_view name_of(ReplayKind kind);

struct ReplayDocument {
  std::string number;
  std::string day;  ///< YYYY-MM-DD
  std::vector<ReplayLine> lines;
  ReplayKind kind() const;
  /// How the daemon carries it: `536365@2010-12-01`.
  std::string reference() const { return number + "@" + day; }
};
struct ReplayArticle {
  std::string name;
  std::int64_t price = 0;
  bool tracks_stock = true;  ///< false for charges: postage, bank charges, manual entries
};
struct ReplayMonth {
  std::vector<ReplayDocument> documents;  ///< in the order of the file
  std::map<std::string, ReplayArticle> articles;
  std::int64_t lines() const;
};
/// Reads InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice by their headings. Throws Stop with the
/// line.
ReplayMonth read_month(std::string_view csv);
/// The articles as a file for `holdfast catalog import`.
std::string catalogue_csv(const ReplayMonth& month);

/// Counts, lines and amounts by kind, and the net sum of every day: what a month must sum to.
struct ReplaySums {
  std::map<std::string, std::int64_t> documents, lines, minor, minor_by_day;
  void add(ReplayKind kind, std::string_view day, std::int64_t line_count, std::int64_t amount);
};
/// The file beside the data: `2010-12.expected.json`. Throws Stop.
ReplaySums read_expected(std::string_view json);
}  // namespace holdfast::cli
