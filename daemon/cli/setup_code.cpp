#include <iostream>

#include "base/json_writer.h"
#include "cli/data_folder.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"
#include "db/connection.h"
#include "setup/box.h"
#include "site/site.h"

namespace holdfast::cli {
namespace {
bool holds_store(const std::string& data) {
  if (!std::filesystem::exists(database_of(data))) return false;
  db::Connection connection{database_of(data), db::Access::reader};
  return site::load(connection).has_value();
}
}  // namespace

int setup_code(const std::string& data, bool json) {
  if (!std::filesystem::is_directory(data))
    throw Stop{"there is no folder " + data, "start `holdfastd --data` on it first"};
  if (holds_store(data)) throw Stop{data + " holds a store", "`holdfast pair` shows codes for further browsers"};
  const std::string code = setup::Box{data}.code();
  if (json) {
    std::string out;
    JsonWriter{out}.begin_object().member("code", code).end_object();
    std::cout << out << "\n";
  } else {
    std::cout << "Setup code " << code << ": enter it at /console of this appliance.\n";
  }
  return 0;
}
}  // namespace holdfast::cli
