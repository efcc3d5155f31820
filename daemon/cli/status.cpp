#include <iostream>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/operator_commands.h"

namespace holdfast::cli {
namespace {
/// Registers with their open shift; what an operator wants to know first.
Table registers_table(const std::vector<Json>& registers) {
  Table table{{">no", "register", "id", "open shift", "opened"}};
  for (const Json& row : registers) {
    const Json* shift = row.find("openShift");
    const bool open = shift != nullptr && shift->is_object();
    table.add({text_of(row, "number"), text_of(row, "name"), text_of(row, "id"),
               open ? text_of(*shift, "shiftId") : "-", open ? text_of(*shift, "openedAt") : ""});
  }
  return table;
}
}  // namespace

int status(const Where& where, bool json) {
  const auto backend = connect(where);
  const Reply health = backend->get("/v1/health");
  const Json registers = backend->need("/v1/registers");
  const Json terminals = backend->need("/v1/terminals");
  const Json *list = registers.find("items"), *paired = terminals.find("items");
  const std::size_t terminal_count = paired != nullptr ? paired->items().size() : 0;
  if (json) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object().member("daemon", health.ok());
    if (health.ok()) writer.key("health").raw(health.body);
    writer.key("registers").begin_array();
    for (const Json& row : list != nullptr ? list->items() : std::vector<Json>{}) {
      const Json* shift = row.find("openShift");
      writer.begin_object()
          .member("id", text_of(row, "id"))
          .member("number", integer_of(row, "number"))
          .member("name", text_of(row, "name"));
      writer.member("open", shift != nullptr && shift->is_object()).end_object();
    }
    writer.end_array().member("terminals", static_cast<std::int64_t>(terminal_count)).end_object();
    std::cout << out << "\n";
    return 0;
  }
  if (health.ok()) {
    const Json state = health.json();
    std::cout << "daemon     running, version " << text_of(state, "version") << ", mode " << text_of(state, "mode")
              << "\n"
              << "site       " << text_of(state, "siteId") << "\n"
              << "backlog    " << text_of(state, "backlog") << "\n";
  } else {
    std::cout << "daemon     not running\n";
  }
  std::cout << "terminals  " << terminal_count << "\n\n"
            << registers_table(list != nullptr ? list->items() : std::vector<Json>{}).text();
  return 0;
}
}  // namespace holdfast::cli
