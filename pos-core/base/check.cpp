#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace holdfast {
void check_failed(const std::source_location& where) {
  std::fprintf(stderr, "check failed at %s:%u in %s\n", where.file_name(), where.line(), where.function_name());
  std::abort();
}
}  // namespace holdfast
