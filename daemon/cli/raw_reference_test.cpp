#include "cli/raw_reference.h"

#include <catch2/catch.hpp>

#include "cli/bench_flows.h"
#include "cli/percentile.h"

namespace holdfast::cli {
TEST_CASE("the raw reference writes sales and leaves nothing behind", "[cli]") {
  const auto folder = std::filesystem::temp_directory_path();
  const RawFigures figures = raw_reference(folder, 32, 50);
  CHECK(figures.sales >= 32);
  CHECK(figures.sales % 32 == 0);
  CHECK(figures.sales_per_second > 0);
  CHECK(figures.commit_p50_us <= figures.commit_p99_us);
  CHECK_FALSE(std::filesystem::exists(folder / "raw-reference.db"));
}

TEST_CASE("a percentile is one of the values", "[cli]") {
  std::vector<std::int64_t> values{5, 1, 4, 2, 3};
  CHECK(percentile(values, 50) == 3);
  CHECK(percentile(values, 99) == 5);
  CHECK(percentile(values, 100) == 5);
  values.clear();
  CHECK(percentile(values, 50) == 0);
}

TEST_CASE("bench barcodes carry the check digit of EAN-13", "[cli]") {
  CHECK(bench_barcode(1) == "2900000000018");
  CHECK(bench_barcode(42).size() == 13);
}
}  // namespace holdfast::cli
