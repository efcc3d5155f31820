#include "routes/list.h"

#include "money/quantity.h"

namespace holdfast::routes {
Result<std::int64_t> row_of(const Page& page) {
  if (page.cursor.empty()) return 0;
  const auto row = parse_scaled(page.cursor, 0);
  if (!row || *row <= 0) return refuse(ErrorCode::invalid_argument, "the cursor is none of ours");
  return *row;
}
}  // namespace holdfast::routes
