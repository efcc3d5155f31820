#include "cli/act.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

#include "base/json_writer.h"
#include "cli/backend.h"
#include "cli/data_folder.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "db/migrate.h"
#include "db/transaction.h"

namespace holdfast::cli {
namespace {
std::string detail_of(const ToldAct& act) {
  std::string detail;
  JsonWriter{detail}.begin_object().member("by", typed_by());
  if (!act.members.empty()) detail.append(",").append(act.members);
  return detail + "}";
}
}  // namespace

std::string typed_by() {
  const passwd* const user = ::getpwuid(::getuid());
  std::string name = user != nullptr ? user->pw_name : std::to_string(::getuid());
  const char* const behind = std::getenv("SUDO_USER");
  if (behind != nullptr && *behind != '\0' && name != behind) name += std::string{" ("} + behind + ")";
  return name;
}

void tell_trail(const std::filesystem::path& data, const ToldAct& act) {
  if (const std::optional<DataLock> lock = DataLock::try_take(data)) return write_trail(data, act);
  std::string body;
  JsonWriter{body}.begin_object().member("action", act.action).key("detail").raw(detail_of(act)).end_object();
  connect({data.string(), {}, {}})->need(http::Method::post, "/v1/audit", body);
}

void write_trail(const std::filesystem::path& data, const ToldAct& act) {
  if (!std::filesystem::exists(database_of(data))) return;
  config::ensure_field_keys(data);
  db::Connection writer{database_of(data), db::Access::writer};
  db::migrate(writer);
  db::Transaction tx{writer};
  daybook::append_act(tx, {act.action, "store", detail_of(act)}, config::wall_clock());
  tx.commit();
  writer.checkpoint(true);
}
}  // namespace holdfast::cli
