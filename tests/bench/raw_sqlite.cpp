// raw_sqlite FOLDER GROUP SECONDS: the raw SQLite reference of `holdfast bench` by itself, for scripts.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "cli/raw_reference.h"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: raw_sqlite FOLDER SALES-PER-COMMIT SECONDS\n", stderr);
    return 2;
  }
  try {
    const holdfast::cli::RawFigures figures = holdfast::cli::raw_reference(argv[1], std::atoi(argv[2]), std::atoi(argv[3]) * 1000);
    std::printf("sales=%lld sales_per_s=%lld commit_p50_us=%lld commit_p99_us=%lld\n", static_cast<long long>(figures.sales),
                static_cast<long long>(figures.sales_per_second), static_cast<long long>(figures.commit_p50_us),
                static_cast<long long>(figures.commit_p99_us));
    return 0;
  } catch (const std::exception& failed) {
    std::fprintf(stderr, "raw_sqlite: %s\n", failed.what());
    return 1;
  }
}
