// Catalogue files from outside: every row is taken or rejected with a reason, and the file never breaks the reader.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "catalogue/import_row.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool json = (data[0] & 1) != 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  holdfast::catalogue::ImportReader reader;
  reader.good = [](holdfast::catalogue::ImportRow&& row) {
    if (row.sku.empty() || row.name.empty()) __builtin_trap();
  };
  reader.bad = [](holdfast::catalogue::RejectedRow&& row) {
    if (row.reasons.empty()) __builtin_trap();
  };
  (void)holdfast::catalogue::read_import(text, json, holdfast::Currency{"EUR", 2}, reader);
  return 0;
}
