#include "cli/set_up.h"

#include <algorithm>

#include "cli/data_folder.h"
#include "cli/stop.h"
#include "commands/set_up_store.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "db/migrate.h"
#include "staff/pin.h"

namespace holdfast::cli {
void set_up(const std::filesystem::path& data, std::string_view document) {
  const Result<Json> parsed = parse_json(document);
  if (!parsed)
    throw Stop{"the set-up document is no JSON: " + parsed.error().detail, "packaging/demo/store.json shows one"};
  const config::DataFolder folder{data};
  staff::Pepper pepper;
  const std::string secret = folder.pepper();
  std::copy_n(secret.begin(), std::min(secret.size(), pepper.bytes.size()), pepper.bytes.begin());
  config::KernelRandom random;
  IdSource ids{[&random] { return random(); }};
  const auto hash_pin = [&](std::string_view pin) {
    staff::Salt salt;
    for (std::uint8_t& byte : salt) byte = static_cast<std::uint8_t>(random());
    return staff::hash_pin(pin, pepper, salt);
  };
  db::Connection writer{folder.store_file(), db::Access::writer};
  db::migrate(writer);
  const Instant now = config::wall_clock();
  writer.set_history_source(&ids, now);
  if (const Result<> done = commands::set_up_store(writer, *parsed, hash_pin, ids, now); !done) {
    std::string why = done.error().detail;
    for (const FieldError& field : done.error().fields) why += "; " + field.pointer + " " + field.detail;
    throw Stop{"the set-up document: " + why, "correct it and run init again"};
  }
  writer.checkpoint(true);
}
}  // namespace holdfast::cli
