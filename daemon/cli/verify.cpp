#include <chrono>
#include <iostream>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"
#include "invariants/check_all.h"

namespace holdfast::cli {
int verify(const std::string& data, bool json) {
  if (!std::filesystem::exists(database_of(data)))
    throw Stop{data + " holds no store", "give its data folder with --data"};
  const auto start = std::chrono::steady_clock::now();
  db::Connection connection{database_of(data), db::Access::reader};
  invariants::Scanned scanned;
  std::vector<invariants::Violation> violations;
  {
    Progress progress{"verifying", 100, readers(json)};
    violations = invariants::check_all(connection, &scanned, 1, [&progress](std::int64_t done, std::int64_t of) {
      progress.at(of > 0 ? 100 * done / of : 0);
    });
  }
  const auto ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  if (json) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object().member("sound", violations.empty()).key("violations").begin_array();
    for (const invariants::Violation& found : violations)
      writer.begin_object()
          .member("rule", found.rule)
          .member("subject", found.subject)
          .member("detail", found.detail)
          .end_object();
    writer.end_array()
        .key("scanned")
        .begin_object()
        .member("events", scanned.events)
        .member("records", scanned.records);
    writer.member("orders", scanned.orders)
        .member("items", scanned.items)
        .member("stockMoves", scanned.stock_moves)
        .end_object();
    writer.member("milliseconds", static_cast<std::int64_t>(ms)).end_object();
    std::cout << out << "\n";
  } else {
    for (const invariants::Violation& found : violations)
      std::cout << found.rule << ": " << found.subject << ": " << found.detail << "\n";
    std::cout << scanned.orders << " orders, " << scanned.items << " lines, " << scanned.events << " events, "
              << scanned.records << " journal records, " << scanned.stock_moves << " stock moves in "
              << decimal_text(ms)
              << " s: " << (violations.empty() ? "sound" : std::to_string(violations.size()) + " violations") << "\n";
  }
  return violations.empty() ? 0 : 1;
}
}  // namespace holdfast::cli
